import JSON

/// An inference request of the Open Inference Protocol, taken apart.
///
/// It looks into the request's body and the thread's parser.
struct InferRequest {
  private(set) var id: JSONValue?
  private(set) var parameters: JSONValue?
  private(set) var tensors: [Tensor] = []
  private(set) var outputs: JSONValue?

  /// `headerLength`: bytes of JSON before the binary data; nil: all of the body is JSON.
  @unsafe init(
    _ body: UnsafeRawBufferPointer, readable: Int, headerLength: Int?, parser: JSONParser
  ) throws(Problem) {
    let length = headerLength ?? body.count
    guard length >= 0, length <= body.count else {
      throw .badRequest(
        "Inference-Header-Content-Length is \(length), but the body has \(body.count) bytes")
    }
    let root: JSONValue
    do throws(JSONError) {
      root = try unsafe parser.parse(
        UnsafeRawBufferPointer(rebasing: body[..<length]), readable: readable)
    } catch {
      throw .badRequest("the body is \(error)")
    }
    guard root.kind == .object else {
      throw .badRequest("the body is \(root.kind.description); it must be a JSON object")
    }
    if let id = root["id"] {
      guard id.kind == .string else { throw .badRequest("id is \(id.quoted); it must be a string") }
      self.id = id
    }
    if let parameters = root["parameters"] {
      guard parameters.kind == .object else {
        throw .badRequest(
          "parameters is \(parameters.kind.description); it must be an object")
      }
      self.parameters = parameters
    }
    if let outputs = root["outputs"] {
      guard outputs.kind == .array else {
        throw .badRequest("outputs is \(outputs.kind.description); it must be an array")
      }
      self.outputs = outputs
    }
    guard let inputs = root["inputs"], inputs.kind == .array else {
      throw .badRequest("the body has no array 'inputs'")
    }
    var rest = unsafe UnsafeRawBufferPointer(rebasing: body[length...])
    for input in inputs.elements { tensors.append(try unsafe Self.tensor(input, &rest)) }
    guard rest.count == 0 else {
      throw .badRequest("\(rest.count) bytes of binary data belong to no tensor")
    }
  }

  private static func tensor(
    _ json: JSONValue, _ rest: inout UnsafeRawBufferPointer
  ) throws(Problem) -> Tensor {
    guard let name = json["name"]?.string else { throw .badRequest("an input has no 'name'") }
    guard let typeName = json["datatype"] else {
      throw .badRequest("tensor '\(name)' has no 'datatype'")
    }
    guard let type = DataType(typeName) else {
      throw .badRequest(
        "tensor '\(name)' has the unknown datatype '\(typeName.scalarText ?? "")'; known are "
          + DataType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let shape = try shape(json["shape"], of: name)
    let parameters = json["parameters"]
    if let size = parameters?["binary_data_size"] {
      guard let size = size.int, size >= 0 else {
        throw .badRequest(
          "tensor '\(name)': binary_data_size is \(size.quoted); it must be a number of bytes")
      }
      guard size <= rest.count else {
        throw .badRequest(
          "tensor '\(name)' announces \(size) bytes of binary data, but only \(rest.count) "
            + "follow")
      }
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: rest[..<size])
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[size...])
      return unsafe Tensor(
        name: name, type: type, shape: shape, data: .binary(bytes), parameters: parameters)
    }
    guard let data = json["data"] else {
      throw .badRequest("tensor '\(name)' has neither 'data' nor 'binary_data_size'")
    }
    return Tensor(name: name, type: type, shape: shape, data: .json(data), parameters: parameters)
  }

  private static func shape(_ json: JSONValue?, of name: String) throws(Problem) -> [Int] {
    guard let json, json.kind == .array else {
      throw .badRequest("tensor '\(name)' has no array 'shape'")
    }
    var shape: [Int] = []
    var product = 1
    for dimension in json.elements {
      let (size, overflows) = product.multipliedReportingOverflow(by: dimension.int ?? -1)
      guard let length = dimension.int, length >= 0, !overflows, size <= 1 << 40 else {
        throw .badRequest(
          "tensor '\(name)' has the dimension \(dimension.quoted) in its shape; "
            + "it must be a whole number, and not too large")
      }
      product = size
      shape.append(length)
    }
    return shape
  }
}
