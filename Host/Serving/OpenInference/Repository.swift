import JSON
import Plugins

/// The model repository of the Open Inference Protocol: what there is, load, unload.
enum Repository {
  /// `POST /v2/repository/index`, with `{"ready":true}` only those that take requests.
  static func index(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let isReadyOnly = try parse(body)?["ready"]?.bool ?? false
    var json = JSONWriter(capacity: 1024)
    json.beginArray()
    for plugin in exchange.service.engine.plugins
    where !isReadyOnly || plugin.state.isServing {
      json.indexEntry(of: plugin)
    }
    json.endArray()
    return .now(Response(200, json: json))
  }

  /// `POST /v2/repository/models/{model}/load`: loads it, or loads it again.
  static func load(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let name = try exchange.plugin(exchange.capture(0)).name
    try checkParameters(try parse(body)?["parameters"])
    let engine = exchange.service.engine
    return .later(
      BackgroundReply("load-\(name)", for: exchange) { () throws(Problem) in
        do throws(PluginError) { try engine.load(name) } catch { throw Problem(error) }
        return Response(200)
      })
  }

  /// `POST /v2/repository/models/{model}/unload`: what is under way ends first.
  static func unload(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let name = try exchange.plugin(exchange.capture(0)).name
    _ = try parse(body)
    let engine = exchange.service.engine
    return .later(
      BackgroundReply("unload-\(name)", for: exchange) { () throws(Problem) in
        do throws(PluginError) { try engine.unload(name) } catch { throw Problem(error) }
        return Response(200)
      })
  }

  /// What a plugin is made of comes from the manifest, never over the network.
  private static func checkParameters(_ parameters: JSONNode?) throws(Problem) {
    for name in (parameters?.members ?? []).map(\.key) {
      if name.hasPrefix("file:") {
        throw .badRequest(
          "files cannot be sent with a load ('\(name)'); "
            + "install the library and name it in the manifest")
      }
      if name == "config" {
        throw .badRequest(
          "a load cannot change the configuration; change the manifest, then load without 'config'")
      }
      throw .badRequest("a load has no parameter \(shown(name))")
    }
  }

  /// The body as JSON, nil where it is empty.
  private static func parse(_ body: Body) throws(Problem) -> JSONNode? {
    guard body.count > 0 else { return nil }
    guard body.count <= 1 << 20 else {
      throw Problem(413, "too-large", "\(body.count) bytes of JSON; at most \(1 << 20) are taken")
    }
    return try unsafe body.withBytes { (bytes, _) throws(Problem) in
      let node: JSONNode
      do throws(JSONError) {
        node = try unsafe JSONNode(parsing: Array(bytes))
      } catch {
        throw .badRequest("the body is \(error)")
      }
      guard node.members != nil else { throw .badRequest("the body must be a JSON object") }
      return node
    }
  }
}
