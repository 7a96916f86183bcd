import DJAnalysis
import Inference
import Patchbay
import SentenceEncoding

/// Tells what a whole sentence means, by the sentence encoder all-MiniLM-L6-v2.
///
/// It works where that is installed: `Plugins/EmbedText/convert` gets and converts it.
final class Sense {
  private let encoder: SentenceEncoder
  private let feelings: Inference.Model

  /// - Parameters:
  ///   - encoder: the encoder's file; empty: the one that is installed.
  ///   - feelings: the file of the map from the encoder's vectors to valence and arousal, which
  ///     `training/feelings.py` makes; empty: there is to be none.
  /// - Returns: nil where no encoder is named and none is installed, or none is to be.
  init?(encoder: String, feelings: String) throws(PluginFailure) {
    if feelings.isEmpty || encoder.isEmpty && !SentenceEncoder.isInstalled { return nil }
    do {
      self.encoder = try SentenceEncoder(path: encoder.isEmpty ? nil : encoder)
      self.feelings = try Inference.Model(path: InstalledFile.path(of: feelings) ?? feelings)
    } catch {
      throw .unavailable("dj cannot tell what sentences mean: \(error)")
    }
    let (inputs, outputs) = (self.feelings.inputs, self.feelings.outputs)
    guard inputs.map(\.shape) == [[nil, SentenceEncoder.dimensions]],
      outputs.map(\.shape) == [[nil, 2]]
    else {
      throw .unavailable(
        "dj cannot tell what sentences mean: '\(self.feelings.name)' is not the map that comes with"
          + " dj; put that one back")
    }
  }

  /// The meaning as 384 values, together of length 1.
  func vector(of sentence: String) throws(PluginFailure) -> [Float] {
    do { return try encoder.vector(of: sentence) } catch {
      throw .unavailable("dj cannot tell what the sentence means: \(error)")
    }
  }

  /// What music with such a meaning feels like.
  func mood(of vector: [Float]) throws(PluginFailure) -> Mood {
    do {
      let answers: [Float] = try feelings.run(Tensor(vector, shape: [1, vector.count])).values()
      let values = answers.map { min(max(Double($0), -1), 1) }
      return Mood(values[0], values[1])
    } catch {
      throw .unavailable("dj cannot tell what the sentence feels like: \(error)")
    }
  }
}
