import JSON

/// One input of an inference request. It looks into the request's body, so it is good only
/// while the body is.
@safe struct Tensor {
  @safe enum Data {
    case json(JSONValue)
    case binary(UnsafeRawBufferPointer)
  }

  let name: String
  let type: DataType
  let shape: [Int]
  let data: Data
  let parameters: JSONValue?
  /// Elements, as many as the shape promises and as there are.
  let count: Int

  /// - Parameter count: what the shape promises.
  /// - Throws: where that many were not sent, so that memory may be taken by the shape.
  init(
    name: String, type: DataType, shape: [Int], count: Int, data: Data, parameters: JSONValue?
  ) throws(Problem) {
    self.name = name
    self.type = type
    self.shape = shape
    self.count = count
    self.data = data
    self.parameters = parameters
    switch data {
    case .json(let value):
      let sent = value.leafCount
      guard sent == count else { throw wrongCount(sent) }
    case .binary(let bytes):
      guard let size = type.size else {
        try unsafe forEachElement(isText: true) { _ in }
        return
      }
      let (wanted, overflows) = count.multipliedReportingOverflow(by: size)
      guard !overflows, bytes.count == wanted else {
        guard bytes.count % size == 0 else {
          throw .badRequest(
            "tensor '\(name)' is \(form), \(size) bytes each, but has \(bytes.count) bytes of data")
        }
        throw wrongCount(bytes.count / size)
      }
    }
  }

  /// "FP32[1,16]"
  var form: String { "\(type.rawValue)[\(shape.map(String.init).joined(separator: ","))]" }

  /// 400, naming the tensor, what came and what was wanted.
  func problem(wanted: String) -> Problem {
    .badRequest("tensor '\(name)' is \(form); it must be \(wanted)")
  }

  /// Copies all elements to `buffer`, which has room for exactly `count` of them.
  func copy<Element: JSONElement>(
    to buffer: UnsafeMutableRawBufferPointer, as type: Element.Type
  ) throws(Problem) {
    switch data {
    case .json(let value):
      do throws(JSONError) {
        _ = try unsafe value.flatten(into: buffer, as: type)
      } catch {
        throw .badRequest("tensor '\(name)': \(error)")
      }
    case .binary(let bytes):
      unsafe buffer.copyMemory(from: bytes)
    }
  }

  /// All elements.
  func values<Element: JSONElement & AdditiveArithmetic>(
    as type: Element.Type
  ) throws(Problem) -> [Element] {
    var values = [Element](repeating: .zero, count: count)
    var failure: Problem?
    unsafe values.withUnsafeMutableBytes { buffer in
      do throws(Problem) { try unsafe copy(to: buffer, as: type) } catch { failure = error }
    }
    if let failure { throw failure }
    return values
  }

  func empty(_ element: Int) -> Problem {
    .badRequest("element \(element) of tensor '\(name)' is empty")
  }

  func wrongCount(_ count: Int) -> Problem {
    .badRequest(
      "tensor '\(name)' is \(form), but its data has \(count) element\(count == 1 ? "" : "s")")
  }
}
