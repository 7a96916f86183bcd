import JSON
import Plugins
import Serving
import Wire

/// Measures a plugin of another host over HTTP, with the binary tensors of the Open Inference
/// Protocol.
struct RemoteBench {
  let host: RemoteHost
  let plugin: String
  let picture: BenchPicture
  let requests: Int
  let connections: Int

  func run() throws(CommandError) -> [BenchResult] {
    guard let description = try host.plugin(plugin).description else {
      throw CommandError(.pluginUnavailable, "\(plugin) is not ready at \(host.url)")
    }
    let request = try request(description)
    let (answer, body) = try HTTPClient().send(request)
    guard answer.status == 200 else { throw host.error(status: answer.status, body) }
    let result = ClosedLoop.measure("http", requests: requests, connections: connections) {
      let client = try? HTTPClient()
      return {
        let started = Clock.now
        guard let client, let (answer, _) = try? client.send(request), answer.status == 200 else {
          return nil
        }
        return Clock.now - started
      }
    }
    return [result]
  }

  private func request(_ description: Description) throws(CommandError) -> BenchRequest {
    for input in description.inputs {
      guard case .frame(let wish) = input.kind, wish.sampling != .packetsOnly else { continue }
      let depth = wish.pixelFormat == .gray8 ? 1 : 3
      let pixels = picture.bytes(perPixel: depth)
      var json = JSONWriter()
      json.beginObject()
      json.key("inputs")
      json.beginArray()
      json.beginObject()
      json.key("name")
      json.string(input.name)
      json.key("shape")
      json.array([1, picture.height, picture.width, depth])
      json.key("datatype")
      json.string("UINT8")
      json.key("parameters")
      json.beginObject()
      json.key("binary_data_size")
      json.integer(pixels.count)
      json.endObject()
      json.endObject()
      json.endArray()
      json.endObject()
      let head = Array(json.text.utf8)
      return BenchRequest(
        url: "\(host.url)/v2/models/\(URLText.escaped(plugin))/infer",
        headers: [
          "Inference-Header-Content-Length: \(head.count)",
          "Content-Type: application/octet-stream", "Expect:",
        ], body: head + pixels)
    }
    throw CommandError(.badInput, "\(plugin) takes no pictures; measure another plugin")
  }
}

/// A request that is sent many times.
struct BenchRequest: Sendable {
  var url: String
  var headers: [String]
  var body: [UInt8]
}

extension HTTPClient {
  fileprivate func send(_ request: BenchRequest) throws(CommandError) -> (HTTPAnswer, [UInt8]) {
    try send(
      HTTPRequest(
        method: "POST", url: request.url, headers: request.headers, body: HTTPBody(request.body)))
  }
}
