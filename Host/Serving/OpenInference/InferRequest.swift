import JSON
import Plugins

/// An inference request of the Open Inference Protocol, taken apart.
///
/// It looks into the request's body and the thread's parser.
struct InferRequest {
  /// Inputs, outputs or parameters; dimensions of a shape; bytes of a name.
  private static let (mostTensors, mostDimensions, mostName) = (1024, 16, 1024)

  private(set) var id: String?
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
      guard error.isTooLarge else { throw .badRequest("the body is \(error)") }
      throw Problem(413, "too-large", "the body is \(error); send tensors as binary data")
    }
    guard root.kind == .object else {
      throw .badRequest("the body is \(root.kind.description); it must be a JSON object")
    }
    if let id = root["id"] {
      guard let text = id.string, text.utf8.count <= Self.mostName else {
        throw .badRequest(
          "id is \(shown(id.quoted)); it must be a string of at most \(Self.mostName) bytes")
      }
      self.id = text
    }
    parameters = try Self.part(of: root, "parameters", .object)
    outputs = try Self.part(of: root, "outputs", .array)
    guard let inputs = root["inputs"], inputs.kind == .array else {
      throw .badRequest("the body has no array 'inputs'")
    }
    try Self.check("inputs", inputs.count, most: Self.mostTensors)
    var rest = unsafe UnsafeRawBufferPointer(rebasing: body[length...])
    for input in inputs.elements { tensors.append(try unsafe Self.tensor(input, &rest)) }
    guard rest.count == 0 else {
      throw .badRequest("\(rest.count) bytes of binary data belong to no tensor")
    }
  }

  /// A part of the request that may be missing, if it is what it must be and not too long.
  private static func part(
    of root: JSONValue, _ name: StaticString, _ kind: JSONValue.Kind
  ) throws(Problem) -> JSONValue? {
    guard let part = root[name] else { return nil }
    guard part.kind == kind else {
      throw .badRequest("\(name) is \(part.kind.description); it must be \(kind.description)")
    }
    try check("\(name)", part.count, most: mostTensors)
    return part
  }

  private static func check(_ what: String, _ count: Int, most: Int) throws(Problem) {
    guard count <= most else {
      throw .badRequest("there are \(count) \(what); at most \(most) are taken")
    }
  }

  private static func tensor(
    _ json: JSONValue, _ rest: inout UnsafeRawBufferPointer
  ) throws(Problem) -> Tensor {
    guard let name = json["name"]?.string else { throw .badRequest("an input has no 'name'") }
    guard name.utf8.count <= mostName else {
      throw .badRequest("the name of an input is longer than \(mostName) bytes")
    }
    guard let typeName = json["datatype"] else {
      throw .badRequest("tensor '\(name)' has no 'datatype'")
    }
    guard let type = DataType(typeName) else {
      throw .badRequest(
        "tensor '\(name)' has the unknown datatype \(shown(typeName.scalarText ?? "")); known are "
          + DataType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let (shape, count) = try shape(json["shape"], of: name)
    let parameters = json["parameters"]
    if let region = parameters?["shared_memory_region"] { throw .sharedMemory(name, region) }
    return try unsafe Tensor(
      name: name, type: type, shape: shape, count: count,
      data: try data(json, parameters, of: name, &rest), parameters: parameters)
  }

  private static func data(
    _ json: JSONValue, _ parameters: JSONValue?, of name: String,
    _ rest: inout UnsafeRawBufferPointer
  ) throws(Problem) -> Tensor.Data {
    guard let size = parameters?["binary_data_size"] else {
      guard let data = json["data"] else {
        throw .badRequest("tensor '\(name)' has neither 'data' nor 'binary_data_size'")
      }
      return .json(data)
    }
    guard json["data"] == nil else {
      throw .badRequest("tensor '\(name)' has both 'data' and 'binary_data_size'; send one of them")
    }
    guard let size = size.int, size >= 0 else {
      throw .badRequest(
        "tensor '\(name)': binary_data_size is \(shown(size.quoted)); it must be a number of bytes")
    }
    guard size <= rest.count else {
      throw .badRequest(
        "tensor '\(name)' announces \(size) bytes of binary data, but only \(rest.count) follow")
    }
    defer { unsafe rest = UnsafeRawBufferPointer(rebasing: rest[size...]) }
    return unsafe .binary(UnsafeRawBufferPointer(rebasing: rest[..<size]))
  }

  /// Lengths of the dimensions, and their product.
  private static func shape(
    _ json: JSONValue?, of name: String
  ) throws(Problem) -> ([Int], count: Int) {
    guard let json, json.kind == .array else {
      throw .badRequest("tensor '\(name)' has no array 'shape'")
    }
    var shape: [Int] = []
    var count = 1
    for dimension in json.elements {
      guard shape.count < mostDimensions else {
        throw .badRequest(
          "tensor '\(name)' has more than \(mostDimensions) dimensions in its shape")
      }
      let length = dimension.int ?? -1
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflows else {
        throw .badRequest(
          "tensor '\(name)' has the dimension \(shown(dimension.quoted)) in its shape; "
            + "it must be a whole number, and not too large")
      }
      count = product
      shape.append(length)
    }
    return (shape, count)
  }
}
