import Plugins

/// `POST /v2/models/{model}/infer`.
enum Infer {
  static func handle(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let bench = Workbench.current
    let model = try exchange.model(bench)
    let headerLength = try headerLength(exchange)
    defer { bench.parser.trim() }
    return try unsafe body.withBytes { (bytes, readable) throws(Problem) in
      let request = try unsafe InferRequest(
        bytes, readable: readable, headerLength: headerLength, parser: bench.parser)
      return try start(request, model, exchange, bodySize: bytes.count)
    }
  }

  private static func start(
    _ request: borrowing InferRequest, _ model: Model, _ exchange: Exchange, bodySize: Int
  ) throws(Problem) -> Reply {
    let form = try InferForm(request, model: model)
    let values = try model.values(from: form.parameters)
    let settings = exchange.service.settings
    var inputs = InferInputs(of: model.about, rate: form.rate) { () throws(Problem) in
      try GrowingFile.make(expected: bodySize, settings)
    }
    try inputs.add(request.tensors)
    let reply = InferReply(exchange: exchange, model: model, form: form)
    if let media = inputs.media {
      let target = RunTarget(
        plugin: model.plugin, parameters: values, description: model.about)
      try reply.start(
        MediaRun(
          engine: exchange.service.engine, source: media, texts: inputs.texts, targets: [target],
          timeout: form.timeout, receiver: reply))
    } else {
      try reply.submit(
        Call(
          parameters: values, inputs: inputs.direct, timeout: form.timeout, for: model.about,
          receiver: reply))
    }
    return .later(reply)
  }

  private static func headerLength(_ exchange: Exchange) throws(Problem) -> Int? {
    guard let text = exchange.head.header("Inference-Header-Content-Length") else { return nil }
    guard let length = Int(text), length >= 0 else {
      throw .badRequest(
        "Inference-Header-Content-Length is \(shown(text)); it must be a number of bytes")
    }
    return length
  }
}

extension Exchange {
  /// The model in the request's path; its version, if the path has one, must be the plugin's.
  func model(_ bench: Workbench) throws(Problem) -> Model {
    let model = try bench.model(capture(0), service.engine)
    if route?.path.placeholders.count ?? 0 > 1 {
      let version = capture(1)
      guard version == model.about.version else {
        throw Problem(
          404, "unknown-version",
          "\(model.plugin.name) is version \(model.about.version), not \(version)")
      }
    }
    return model
  }

  func plugin(_ name: String) throws(Problem) -> Plugin {
    do throws(PluginError) { return try service.engine.plugin(name) } catch { throw Problem(error) }
  }
}
