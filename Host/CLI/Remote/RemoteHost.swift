import JSON
import Plugins
import Serving

/// Another Patchbay host, by its address.
package struct RemoteHost: Sendable {
  /// Without a slash at the end.
  let url: String

  package init(url: String) {
    var url = url.contains("://") ? url : "http://\(url)"
    while url.last == "/" { url.removeLast() }
    self.url = url
  }

  /// All its plugins.
  func plugins() throws(CommandError) -> [PluginDocument] {
    let node = try get("/v1/plugins")
    guard let list = node.elements ?? node["plugins"]?.elements else {
      throw strange("/v1/plugins has no list")
    }
    var documents: [PluginDocument] = []
    for element in list { documents.append(try document(element)) }
    return documents
  }

  func plugin(_ name: String) throws(CommandError) -> PluginDocument {
    try document(try get("/v1/plugins/\(URLText.escaped(name))"))
  }

  private func get(_ path: String) throws(CommandError) -> JSONNode {
    try send(HTTPRequest(url: url + path), to: path)
  }

  package func post(_ path: String, json: borrowing JSONWriter) throws(CommandError) -> JSONNode {
    try send(
      HTTPRequest(
        method: "POST", url: url + path, headers: ["Content-Type: application/json"],
        body: HTTPBody(Array(json.text.utf8))), to: path)
  }

  private func send(
    _ request: HTTPRequest, to path: String
  ) throws(CommandError) -> JSONNode {
    let (answer, bytes) = try HTTPClient().send(request)
    guard answer.status == 200 else { throw error(status: answer.status, bytes) }
    do throws(JSONError) {
      return try JSONNode(parsing: bytes)
    } catch {
      throw strange("\(path) is no JSON: \(error)")
    }
  }

  private func document(_ node: JSONNode) throws(CommandError) -> PluginDocument {
    do throws(DocumentError) {
      return try PluginDocument(node)
    } catch {
      throw strange(error.description)
    }
  }

  package func strange(_ what: String) -> CommandError {
    CommandError(.unreachable, "\(url) does not answer like a Patchbay host: \(what)")
  }

  /// What an answer that is no success means: the host's own sentence and code where it has one.
  func error(status: Int, _ body: [UInt8]) -> CommandError {
    guard let node = try? JSONNode(parsing: body), let message = node["error"]?.string else {
      return strange("it answers with HTTP status \(status)")
    }
    if let code = node["code"]?.string.flatMap(PluginError.Code.init(rawValue:)) {
      return CommandError(PluginError(code, message))
    }
    let code: ExitCode =
      switch status {
      case 400, 413, 415, 422: .badInput
      case 404: .pluginUnavailable
      case 429, 503: .busy
      default: .failed
      }
    return CommandError(code, message)
  }
}
