import Glibc
import JSON
import Plugins

/// Writes the answer to an inference request.
struct InferWriter {
  let model: Model
  let form: InferForm
  let events: [Event]
  let warnings: [String]

  /// - Throws: where the answer would be longer than the plugin's results may be.
  func response(for exchange: Exchange) throws(Problem) -> Response {
    let most = model.plugin.resultLimit
    var json = JSONWriter(capacity: 1024, most: most)
    var binary: [UInt8] = []
    guard write(to: &json, &binary, most: most), !json.isCut else {
      throw .longAnswer(most, "ask for fewer outputs, or for binary data, or send less")
    }
    guard !binary.isEmpty || form.wishes.contains(where: \.isBinary) else {
      return unsafe exchange.packedResponse(unsafe json.take(), type: "application/json")
    }
    let headerLength = json.count
    let bytes = unsafe UnsafeMutableRawBufferPointer(
      start: malloc(headerLength + binary.count), count: headerLength + binary.count)
    unsafe json.withBytes { unsafe bytes.copyMemory(from: $0) }
    unsafe bytes[headerLength...].copyBytes(from: binary)
    let response = unsafe exchange.packedResponse(unsafe bytes, type: "application/octet-stream")
    response.addHeader("Inference-Header-Content-Length", String(headerLength))
    return response
  }

  /// False where it became too long.
  private func write(
    to json: inout JSONWriter, _ binary: inout [UInt8], most: Int
  ) -> Bool {
    json.beginObject()
    json.key("model_name")
    json.string(model.plugin.name)
    json.key("model_version")
    json.string(model.about.version)
    if let id = form.id {
      json.key("id")
      json.string(id)
    }
    if !warnings.isEmpty {
      json.key("parameters")
      json.beginObject()
      json.key("warnings")
      json.string(warnings.joined(separator: "; "))
      json.endObject()
    }
    json.key("outputs")
    json.beginArray()
    for wish in form.wishes {
      guard !json.isCut, write(wish, to: &json, &binary, most: most) else { return false }
    }
    json.endArray()
    json.endObject()
    return true
  }

  private func write(
    _ wish: InferForm.Wish, to json: inout JSONWriter, _ binary: inout [UInt8], most: Int
  ) -> Bool {
    let tensor = model.outputs[wish.tensor]
    guard let (values, shape) = TensorValues.of(tensor, events, most: most) else { return false }
    json.beginObject()
    json.key("name")
    json.string(tensor.name)
    json.key("datatype")
    json.string(tensor.type.rawValue)
    json.key("shape")
    json.array(shape)
    if wish.isBinary {
      let start = binary.count
      guard values.size <= most - start else { return false }
      values.write(to: &binary)
      json.key("parameters")
      json.beginObject()
      json.key("binary_data_size")
      json.integer(binary.count - start)
      json.endObject()
    } else {
      json.key("data")
      values.write(to: &json)
    }
    json.endObject()
    return true
  }
}
