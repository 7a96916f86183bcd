import Patchbay

/// Loads a model that all sessions share, and fails in the way that it is told to.
struct Failing: TextPlugin {
  static let about = About(name: "failing", version: "1.0.0", summary: "Fails as told.")

  final class Counter { var sessions = 0 }

  struct Accident: Error, CustomStringConvertible { let description = "the wheel came off" }

  @Setting("Whether the model is there.") var hasModel = true
  @Parameter("Whether to refuse.") var refuse = false

  private var counter: Counter?

  func load() throws -> Counter {
    guard hasModel else { throw PluginFailure.unavailable("the model 'm.bin' is missing") }
    return Counter()
  }

  mutating func open(_ media: MediaInfo, with model: Counter, into results: Results) throws {
    if refuse { throw PluginFailure.badParameter("refuse must be false") }
    model.sessions += 1
    counter = model
  }

  mutating func analyse(_ text: borrowing Text, into results: Results) throws {
    switch text.string {
    case "count": results.label("\(counter?.sessions ?? 0)", at: 0)
    case "bad": throw PluginFailure.badInput("the text is bad")
    default: throw Accident()
    }
  }
}
