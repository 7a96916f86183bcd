import JSON
import Plugins

extension Route {
  /// All that a client or a form needs to know of the plugins.
  static let plugins: [Route] = [
    Route(
      method: .get, path: "/v1/plugins",
      summary: "All plugins: states, ports, parameters with their ranges, counters.",
      handler: .plain { exchange in
        var json = JSONWriter(capacity: 16 << 10)
        json.beginObject()
        json.key("plugins")
        json.beginArray()
        for plugin in exchange.service.engine.plugins { json.document(of: plugin) }
        json.endArray()
        json.endObject()
        return unsafe exchange.packedResponse(json.take(), type: "application/json")
      }),
    Route(
      method: .get, path: "/v1/plugins/{plugin}", summary: "One plugin.", errors: [404],
      handler: .plain { (exchange) throws(Problem) in
        var json = JSONWriter(capacity: 4096)
        json.document(of: try exchange.plugin(exchange.capture(0)))
        return Response(200, json: json)
      }),
  ]
}

extension JSONWriter {
  /// A plugin's document with its counters; durations in seconds.
  fileprivate mutating func document(of plugin: Plugin) {
    var document = PluginDocument(
      name: plugin.name, state: plugin.state, settings: plugin.settings,
      description: plugin.description)
    document.reason = document.reason.map(plugin.withoutFolders)
    let now = plugin.statistics
    self.plugin(document) { json in
      json.key("statistics")
      json.beginObject()
      for (name, count) in [
        ("succeeded", now.success.count), ("failed", now.failure.count),
        ("rejected", now.rejected), ("restarts", now.restarts), ("waiting", now.waiting),
        ("running", now.running),
      ] {
        json.key(name)
        json.integer(count)
      }
      for (name, sum) in [
        ("mean_seconds", now.success), ("mean_queued_seconds", now.queue),
        ("mean_computed_seconds", now.compute),
      ] where sum.count > 0 {
        json.key(name)
        json.double(Double(sum.nanoseconds) / 1e9 / Double(sum.count))
      }
      json.endObject()
    }
  }
}
