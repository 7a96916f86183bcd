import JSON
import Plugins

extension Route {
  /// Whether the server is there and ready, and what it speaks.
  static let health: [Route] = [
    Route(
      method: .get, path: "/v2/health/live", summary: "Whether the host runs.",
      handler: .plain { _ in alive }),
    Route(
      method: .get, path: "/v2/health/ready",
      summary: "Whether all plugins are loaded, as far as they can be.", errors: [503],
      handler: .plain { (exchange) throws(Problem) in
        let loading = exchange.service.engine.plugins.filter { $0.state == .loading }.map(\.name)
        guard loading.isEmpty else {
          let names = listed(loading, "and")
          throw Problem(
            PluginError(.notReady, "\(names) still being loaded; try again shortly"))
        }
        return ready
      }),
    Route(
      method: .get, path: "/v2", summary: "Name, version and extensions of the protocol.",
      handler: .plain { _ in about }),
  ]

  private static let alive = Response(200, "{\"live\":true}", type: "application/json")
  private static let ready = Response(200, "{\"ready\":true}", type: "application/json")

  private static let about: Response = {
    var json = JSONWriter()
    json.beginObject()
    json.key("name")
    json.string("patchbay")
    json.key("version")
    json.string(hostVersion)
    json.key("extensions")
    json.array([
      "binary_tensor_data", "model_configuration", "model_repository", "parameters", "statistics",
    ])
    json.endObject()
    return Response(200, json: json)
  }()
}
