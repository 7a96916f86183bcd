import Inference
import MoodAnalysis
import MoodModel
import Patchbay

/// The trained network, shared by all sessions.
struct MoodNetwork: Sendable {
  private let model: Inference.Model

  init() throws {
    do throws(InferenceError) {
      model = try Inference.Model(bytes: Self.bytes, name: "mood.onnx")
    } catch {
      throw PluginFailure.unavailable(error.sentence)
    }
  }

  /// The file `Model/mood.onnx`, which is part of the library.
  private static var bytes: [UInt8] {
    var size = 0
    let start = unsafe mood_model(&size)
    return unsafe Array(UnsafeBufferPointer(start: start, count: size))
  }

  /// Arousal and valence of each second in turn.
  /// - Parameter rows: of each second, its features.
  func curve(_ rows: [Float]) throws(PluginFailure) -> [Float] {
    let shape = [1, rows.count / SecondFeatures.width, SecondFeatures.width]
    do throws(InferenceError) {
      return try model.run(Tensor(rows, shape: shape)).values()
    } catch {
      throw .failed(error.sentence)
    }
  }
}
