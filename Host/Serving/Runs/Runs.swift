import Plugins

/// `POST /v1/run/{plugins}`.
enum Runs {
  /// Who takes the body: what it is said to be is a hint only, media are looked into.
  static func receiver(_ exchange: Exchange) throws(Problem) -> any BodyReceiver {
    let plan = try RunPlan(exchange)
    if plan.path != nil { return PathRun(exchange, plan) }
    switch exchange.head.contentType {
    case "multipart/form-data": return try MultipartRun(exchange, plan)
    case "application/json":
      throw Problem(
        415, "unsupported-media",
        "the body is application/json; send the medium itself as the body, "
          + "or multipart/form-data, or text/plain")
    case .some(let type) where type.hasPrefix("text/"):
      guard plan.takesText else {
        throw Problem(
          415, "unsupported-media",
          "the body is \(type), but \(plan.names) takes no text; send a medium")
      }
      return TextUpload(exchange, plan)
    default:
      guard plan.takesMedia else {
        throw Problem(
          415, "unsupported-media", "\(plan.names) takes text; send it as text/plain")
      }
      return try MediaUpload(exchange, plan)
    }
  }

  static func makeAnswer(
    _ exchange: Exchange, _ plan: borrowing RunPlan
  ) -> any RunAnswer {
    switch plan.format {
    case .json, .csv: CollectedRun(exchange: exchange, plan: plan)
    case .ndjson, .sse: StreamedRun(exchange: exchange, plan: plan)
    }
  }

  /// Starts a run over a medium.
  static func start(
    _ exchange: Exchange, _ plan: borrowing RunPlan, source: MediaSource, texts: RunTexts,
    answer: any RunAnswer
  ) throws(Problem) {
    let run = MediaRun(
      engine: exchange.service.engine, source: source, texts: texts.byPort,
      targets: try plan.targets(), timeout: plan.timeout, receiver: answer)
    answer.attach { run.cancel() }
    do throws(PluginError) { try run.start() } catch { throw Problem(error) }
  }

  /// Starts a run without a medium.
  static func start(
    _ exchange: Exchange, _ plan: borrowing RunPlan, texts: RunTexts
  ) throws(Problem) -> Reply {
    for (plugin, about) in zip(plan.plugins, plan.abouts) {
      guard about.inputs.contains(where: { !$0.isText && !$0.isOptional }) else { continue }
      throw Problem(415, "unsupported-media", "\(plugin.name) needs a medium, not only text")
    }
    try texts.check(plan)
    let answer = makeAnswer(exchange, plan)
    let run = TextRun(
      texts: texts, targets: try plan.targets(), abouts: plan.abouts, timeout: plan.timeout,
      receiver: answer)
    answer.attach { run.cancel() }
    run.start()
    return .later(answer)
  }
}

extension RunPlan {
  /// "motion", "motion and scenes"
  var names: String { listed(plugins.map(\.name), "and") }
}
