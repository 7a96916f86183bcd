import Glibc
import JSON
import Plugins

/// Writes the answer to an inference request.
struct InferWriter {
  let model: Model
  let form: InferForm
  let events: [Event]
  let warnings: [String]

  func response(for exchange: Exchange) -> Response {
    var json = JSONWriter(capacity: 1024)
    var binary: [UInt8] = []
    write(to: &json, &binary)
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

  private func write(to json: inout JSONWriter, _ binary: inout [UInt8]) {
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
    for wish in form.wishes { write(wish, to: &json, &binary) }
    json.endArray()
    json.endObject()
  }

  private func write(_ wish: InferForm.Wish, to json: inout JSONWriter, _ binary: inout [UInt8]) {
    let tensor = model.outputs[wish.tensor]
    let (values, shape) = TensorValues.of(tensor, events)
    json.beginObject()
    json.key("name")
    json.string(tensor.name)
    json.key("datatype")
    json.string(tensor.type.rawValue)
    json.key("shape")
    json.array(shape)
    if wish.isBinary {
      let start = binary.count
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
  }
}
