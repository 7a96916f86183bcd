import JSON

/// One input of an inference request. It looks into the request's body, so it is good only
/// while the body is.
@safe struct Tensor {
  @safe enum Data {
    case json(JSONValue)
    case binary(UnsafeRawBufferPointer)
  }

  var name: String
  var type: DataType
  var shape: [Int]
  var data: Data
  var parameters: JSONValue?

  /// Elements that the shape promises.
  var count: Int { shape.reduce(1, *) }

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
      do {
        let written = try unsafe value.flatten(into: buffer, as: type)
        guard written == count else { throw wrongCount(written) }
      } catch let error as JSONError {
        throw .badRequest("tensor '\(name)': \(error)")
      } catch {
        throw error as? Problem ?? .badRequest("tensor '\(name)' cannot be read")
      }
    case .binary(let bytes):
      guard bytes.count == buffer.count else {
        throw wrongCount(bytes.count / MemoryLayout<Element>.stride)
      }
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

  func wrongCount(_ count: Int) -> Problem {
    .badRequest("tensor '\(name)' is \(form), but its data has \(count) elements")
  }
}
