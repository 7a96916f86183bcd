/// Rates and sizes that all parts of the analysis share.
package enum Rates {
  /// Of the sound, Hz.
  package static let sound = 22_050.0
  /// Samples of a frame, and from one frame to the next.
  package static let frame = 1024
  package static let hop = 512
  /// Frames per second.
  package static let frames = sound / Double(hop)

  /// The middle of a frame, in seconds.
  package static func time(ofFrame index: Int) -> Double {
    Double(index * hop + frame / 2) / sound
  }
}
