import Patchbay

/// Reports what it sees of a frame.
struct Seeing: FramePlugin {
  static let about = About(name: "seeing", version: "1.0.0", summary: "Sees.")
  static let input = Input.frames(
    .gray8, longestSide: 320, sampling: .every(seconds: 2, parameter: "interval"), optional: true)
  static let outputs: [Output] = [.vectors("pixels")]

  @Parameter("Time between frames.", range: 0.04...60, unit: "s") var interval = 2.0

  mutating func analyse(_ frame: borrowing Frame, into results: Results) {
    frame.withLuma { luma in
      results.vector(luma.indices.map { Float(luma[$0]) }, at: frame.time)
    }
    frame.withPlane(0) { bytes, stride in
      results.vector([Float(stride), Float(bytes.count)], at: frame.time)
    }
  }
}
