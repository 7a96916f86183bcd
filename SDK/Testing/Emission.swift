import Patchbay

/// Something that a session sent while it was rehearsed. Outputs and inputs go by their names.
public enum Emission: Equatable, Sendable {
  case segment(output: String, start: Double, stop: Double, label: String?, score: Float?)
  case vector(output: String, time: Double, values: [Float])
  case label(output: String, time: Double, label: String, score: Float?, box: Box?)
  case artifact(output: String, mediaType: String, name: String?, bytes: [UInt8])
  case progress(Double)
  /// A wish for frames in [start, stop); every: seconds, 0 for all, nil for keyframes.
  case request(input: String, start: Double, stop: Double, every: Double?)
  case log(String)
}
