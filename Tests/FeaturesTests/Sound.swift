import Glibc

/// Sound whose tempo, key and level are known, at 22,050 Hz.
enum Sound {
  static let rate = 22_050.0

  static func silence(_ seconds: Double) -> [Float] {
    [Float](repeating: 0, count: Int(seconds * rate))
  }

  /// A sine of so many dBFS.
  static func sine(_ hertz: Double, _ seconds: Double, decibels: Double = -20) -> [Float] {
    let amplitude = pow(10, decibels / 20)
    return (0..<Int(seconds * rate)).map {
      Float(amplitude * sin(2 * .pi * hertz * Double($0) / rate))
    }
  }

  /// Even noise from -amplitude to amplitude, the same every time.
  static func noise(_ seconds: Double, amplitude: Float = 0.1, seed: UInt32 = 1) -> [Float] {
    var state = seed
    return (0..<Int(seconds * rate)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return amplitude * (Float(state >> 8) / Float(1 << 23) - 1)
    }
  }

  /// Short bursts that ring off, one per beat; every fourth is louder.
  static func clicks(perMinute: Double, _ seconds: Double, from start: Double = 0) -> [Float] {
    var sound = silence(seconds)
    let burst = noise(0.1)
    var beat = 0
    while true {
      let first = Int((start + Double(beat) * 60 / perMinute) * rate)
      if first + burst.count >= sound.count { return sound }
      let gain: Float = beat % 4 == 0 ? 6 : 4
      for (index, value) in burst.enumerated() {
        sound[first + index] += gain * value * exp(-Float(index) / 400)
      }
      beat += 1
    }
  }

  /// Chords of notes with overtones, each of them for so many seconds. Notes are semitones above
  /// the C below A = 440 Hz times `tuning`.
  static func chords(_ chords: [[Int]], _ seconds: Double, tuning: Double = 1) -> [Float] {
    var sound: [Float] = []
    for chord in chords {
      let first = sound.count
      sound += silence(seconds)
      for note in chord {
        let hertz = 261.6256 * tuning * pow(2, Double(note) / 12)
        for overtone in 1...4 {
          let step = 2 * .pi * hertz * Double(overtone) / rate
          let gain = 0.1 / Double(overtone)
          for index in 0..<Int(seconds * rate) {
            let fade = min(1, Double(index) / 200) * exp(-Double(index) / rate)
            sound[first + index] += Float(gain * fade * sin(step * Double(index)))
          }
        }
      }
    }
    return sound
  }

  /// Tonic, subdominant, dominant and tonic of a key, twice.
  static func cadence(tonic: Int, isMajor: Bool, tuning: Double = 1) -> [Float] {
    let third = isMajor ? 4 : 3
    let one = [tonic, tonic + third, tonic + 7]
    let four = [tonic + 5, tonic + 5 + third, tonic + 12]
    let five = [tonic + 7, tonic + 11, tonic + 14]
    return chords([one, four, five, one, one, four, five, one], 1, tuning: tuning)
  }
}
