/// The pauses that tell speech from music: many frames of it are far quieter than the seconds
/// around them (Scheirer and Slaney, "Construction and evaluation of a robust multifeature
/// speech/music discriminator", 1997).
struct Speech {
  /// Frames that are looked at together, 3 s.
  private static let window = 128
  private var levels: [Float] = []
  private var windows = 0.0
  private var shares = 0.0

  /// - Parameter level: the root of the mean square of a frame's samples.
  mutating func add(level: Float) {
    levels.append(level)
    if levels.count == Self.window { look() }
  }

  mutating func finish() {
    if levels.count >= Self.window / 2 || windows == 0 { look() }
  }

  private mutating func look() {
    defer { levels.removeAll(keepingCapacity: true) }
    let mean = levels.reduce(0, +) / Float(max(1, levels.count))
    // Below -60 dB of full scale nobody speaks.
    guard mean > 1e-3 else { return }
    windows += 1
    shares += Double(levels.count { $0 < mean / 2 }) / Double(levels.count)
  }

  /// The mean share of frames that are below half the mean level of their three seconds.
  var quietShare: Double { windows > 0 ? shares / windows : 0 }
}
