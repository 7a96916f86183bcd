import Glibc

/// Sounds that are computed.
enum Sound {
  static let rate = 22_050

  /// What `Plugins/Mood/training/golden.py` makes: 24 s, soft fifths that swell, then, from 12 s
  /// on, clicks of noise four times a second.
  static let golden: [Float] = {
    var state: UInt32 = 1
    return (0..<24 * rate).map { index in
      let time = Double(index) / Double(rate)
      let soft =
        (0.1 + 0.05 * sin(2 * .pi * time / 6))
        * (sin(2 * .pi * 220 * time) + 0.5 * sin(2 * .pi * 330 * time))
      state = state &* 1_664_525 &+ 1_013_904_223
      let noise = Double(state) / 2_147_483_648 - 1
      let beat = exp(-20 * fmod(time * 4, 1)) * noise * 0.6
      return Float(time < 12 ? soft : 0.3 * soft + beat)
    }
  }()

  static func silence(seconds: Double) -> [Float] {
    [Float](repeating: 0, count: Int(seconds * Double(rate)))
  }
}
