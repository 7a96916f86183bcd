import Inference
import Patchbay

/// Runs a model that takes rows of three numbers, and says how many threads its process has.
struct Thinker: TextPlugin {
  static let about = About(
    name: "thinker", version: "1.0.0", summary: "Runs a model over numbers.")

  @Setting("The model's file.")
  var model = ""
  @Setting("Threads of one run.", range: 1...16)
  var threads = 1

  static let vectors = Output.vectors("vectors", "What the model makes of each row.")
  static let counts = Output.vectors("threads", "Threads that opening the model added.")
  static let outputs = [vectors, counts]

  struct Loaded {
    var model: Inference.Model
    var threads: Int
  }
  private var loaded: Loaded?

  func load() throws -> Loaded {
    let before = threadCount()
    let model = try Inference.Model(path: model, threads: threads)
    return Loaded(model: model, threads: threadCount() - before)
  }

  mutating func open(_ media: MediaInfo, with model: Loaded, into results: Results) {
    loaded = model
  }

  /// Takes a text such as "1 2 3".
  func analyse(_ text: borrowing Text, into results: Results) throws {
    guard let loaded else { return }
    let row = text.string.split(separator: " ").compactMap { Float($0) }
    let answer = try loaded.model.run(Tensor(row, shape: [1, row.count]))
    results.vector(try answer.values(), at: 0, to: Self.vectors)
    results.vector([Float(loaded.threads)], at: 0, to: Self.counts)
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Thinker.self) }
