import Patchbay

/// Declares one parameter of each type, and reports their values as labels.
struct Declaring: TextPlugin {
  static let about = About(
    name: "declaring", version: "2.1.0", summary: "Declares everything.", author: "A. Uthor",
    licence: "MIT")
  static let maxSessions = 3

  enum Mode: String, Choice { case fast, exact }

  @Setting("Where the model lies.") var modelPath = "model.bin"
  @Parameter("How much.", range: 0...1, unit: "s") var minimumLength = 0.5
  @Parameter("How many.", range: 1...) var count = 3
  @Parameter("Whether to.") var isEager = true
  @Parameter("What to say.", name: "greeting") var text = "hello"
  @Parameter("Which way.") var mode = Mode.fast
  @Setting("How many threads.", range: 1...64) var threads = 2

  var texts = 0

  mutating func analyse(_ text: borrowing Text, into results: Results) {
    texts += 1
    results.label(
      "\(text.string) \(modelPath) \(minimumLength) \(count) \(isEager) \(self.text) "
        + "\(mode.rawValue) \(threads)", at: Double(texts))
  }
}
