import Patchbay
import SentenceEncoding

/// Turns texts into vectors: texts that mean the same are near each other.
struct EmbedText: TextPlugin {
  static let about = About(
    name: "embed-text", version: "1.0.0", summary: "Turns texts into vectors of their meaning.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  @Setting("The model's file; if empty, the one that Plugins/EmbedText/convert made.")
  var model = ""
  @Setting("ONNX Runtime's library; if empty, the one that is installed.")
  var runtime = ""
  @Setting("Threads that one text may use.", range: 1...64)
  var threads = 1

  static let input = Input.text(many: true, summary: "Sentences or short paragraphs.")
  static let outputs: [Output] = [
    .vectors("embedding", "For each text in its order, 384 values, together of length 1.")
  ]

  private var encoder: SentenceEncoder?
  private var count = 0

  func load() throws -> SentenceEncoder {
    do {
      return try SentenceEncoder(
        path: model.isEmpty ? nil : model, threads: threads,
        library: runtime.isEmpty ? nil : runtime)
    } catch {
      throw PluginFailure.unavailable("\(error)")
    }
  }

  mutating func open(_ media: MediaInfo, with model: SentenceEncoder, into results: Results) {
    encoder = model
  }

  mutating func analyse(_ text: borrowing Text, into results: Results) throws {
    count += 1
    guard let encoder else { return }
    do {
      results.vector(try encoder.vector(of: text.string), at: 0)
    } catch let failure as SentenceEncoder.Failure {
      throw PluginFailure.badInput("text \(count) cannot be embedded: \(failure)")
    }
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(EmbedText.self) }
