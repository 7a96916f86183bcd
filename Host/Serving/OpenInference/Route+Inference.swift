import JSON
import Plugins

extension Route {
  /// The Open Inference Protocol's inference and model documents.
  static let inference: [Route] =
    [modelStatistics(path: "/v2/models/stats", ofAll: true)]
    + models(path: "/v2/models/{model}") + models(path: "/v2/models/{model}/versions/{version}")

  /// The routes of one model, with or without a version in the path.
  private static func models(path: String) -> [Route] {
    [
      Route(
        method: .post, path: PathPattern(path + "/infer"),
        summary: "Runs a plugin on tensors, given as JSON or as binary data behind the JSON.",
        body: [
          ("application/json", "An inference request: inputs, outputs and parameters."),
          ("application/octet-stream", "The same, with binary tensors behind the JSON."),
        ],
        errors: [400, 404, 409, 413, 415, 422, 429, 500, 503, 504],
        handler: .collected { (exchange, body) throws(Problem) in
          try Infer.handle(exchange, body)
        }),
      Route(
        method: .get, path: PathPattern(path),
        summary: "Names, types and shapes of a plugin's tensors.", errors: [404, 409, 503],
        handler: .plain { (exchange) throws(Problem) in
          var json = JSONWriter(capacity: 1024)
          json.metadata(of: try exchange.model(Workbench.current))
          return Response(200, json: json)
        }),
      Route(
        method: .get, path: PathPattern(path + "/ready"),
        summary: "Whether a plugin takes requests.", errors: [404, 409, 503],
        handler: .plain { (exchange) throws(Problem) in
          let model = try exchange.model(Workbench.current)
          guard model.plugin.state.isServing else { throw model.plugin.absence }
          return modelReady
        }),
      Route(
        method: .get, path: PathPattern(path + "/config"),
        summary: "A plugin's configuration, in Triton's form.", errors: [404, 409, 503],
        handler: .plain { (exchange) throws(Problem) in
          var json = JSONWriter(capacity: 1024)
          json.configuration(of: try exchange.model(Workbench.current))
          return Response(200, json: json)
        }),
      modelStatistics(path: path + "/stats", ofAll: false),
    ]
  }

  private static func modelStatistics(path: String, ofAll: Bool) -> Route {
    Route(
      method: .get, path: PathPattern(path),
      summary: ofAll ? "Counters of all plugins." : "Counters of one plugin.",
      errors: ofAll ? [] : [404],
      handler: .plain { (exchange) throws(Problem) in
        let plugins =
          ofAll ? exchange.service.engine.plugins : [try exchange.plugin(exchange.capture(0))]
        var json = JSONWriter(capacity: 4096)
        json.beginObject()
        json.key("model_stats")
        json.beginArray()
        for plugin in plugins { json.statistics(of: plugin) }
        json.endArray()
        json.endObject()
        return Response(200, json: json)
      })
  }

  private static let modelReady = Response(200, "{\"ready\":true}", type: "application/json")

  /// What there is, load and unload.
  static let repository: [Route] = [
    Route(
      method: .post, path: "/v2/repository/index", summary: "All plugins and their states.",
      body: [("application/json", "`{\"ready\": true}` for those that take requests; or nothing.")],
      errors: [400],
      handler: .collected { (exchange, body) throws(Problem) in
        try Repository.index(exchange, body)
      }),
    Route(
      method: .post, path: "/v2/repository/models/{model}/load",
      summary: "Loads a plugin, or loads it again; if that fails, the old one stays.",
      errors: [400, 404, 503],
      handler: .collected { (exchange, body) throws(Problem) in
        try Repository.load(exchange, body)
      }),
    Route(
      method: .post, path: "/v2/repository/models/{model}/unload",
      summary: "Unloads a plugin once what is under way has ended.", errors: [400, 404],
      handler: .collected { (exchange, body) throws(Problem) in
        try Repository.unload(exchange, body)
      }),
  ]
}
