import Glibc

/// Sine waves for the test signals of EBU Tech 3341 and 3342.
enum Sound {
  static let rate = 48_000.0

  /// A sine of 1 kHz whose peak is at so many dBFS, for so many seconds each, in a row.
  static func sines(_ parts: [(peak: Double, seconds: Double)]) -> [Float] {
    var samples: [Float] = []
    for part in parts {
      let amplitude = pow(10, part.peak / 20)
      for _ in 0..<Int(part.seconds * rate) {
        samples.append(Float(amplitude * sin(2 * .pi * 1000 * Double(samples.count) / rate)))
      }
    }
    return samples
  }

  /// A quarter of the sample rate with its samples halfway between zero and the peak, so that the
  /// true peak lies between two samples.
  static func betweenSamples(amplitude: Double, seconds: Double) -> [Float] {
    (0..<Int(seconds * rate)).map { index in
      Float(amplitude * sin(.pi / 2 * Double(index) + .pi / 4))
    }
  }
}
