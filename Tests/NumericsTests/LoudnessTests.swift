import Glibc
import Numerics
import Testing

@Suite("Loudness")
struct LoudnessTests {
  /// A sine of 1 kHz in so many channels, with so many dBFS for so many seconds each, in a row.
  private func measure(
    _ parts: [(decibels: Double, seconds: Double)], channels: Int = 2, rate: Double = 48_000,
    dualMono: Bool = false
  ) throws -> LoudnessMeter {
    var meter = try LoudnessMeter(channels: channels, rate: rate, dualMono: dualMono)
    var index = 0
    for part in parts {
      let amplitude = pow(10, part.decibels / 20)
      for _ in 0..<Int(part.seconds * 10) {
        var samples: [Float] = []
        for _ in 0..<Int(rate / 10) {
          let value = Float(amplitude * sin(2 * .pi * 1000 * Double(index) / rate))
          for _ in 0..<channels { samples.append(value) }
          index += 1
        }
        meter.push(samples)
      }
    }
    return meter
  }

  @Test(
    "finds the integrated loudness of the signals of EBU Tech 3341, cases 1 to 5",
    arguments: [
      ([(-23, 20)], -23), ([(-33, 20)], -33), ([(-36, 10), (-23, 60), (-36, 10)], -23),
      ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
      ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ] as [([(Double, Double)], Double)])
  func integrated(parts: [(Double, Double)], lufs: Double) throws {
    let meter = try measure(parts.map { (decibels: $0.0, seconds: $0.1) })
    #expect(abs(meter.integrated - lufs) <= 0.1)
  }

  @Test(
    "finds the loudness range of the signals of EBU Tech 3342, cases 1 to 4",
    arguments: [
      ([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20), ([-50, -35, -20, -35, -50], 15),
    ] as [([Double], Double)])
  func range(levels: [Double], lu: Double) throws {
    let meter = try measure(levels.map { (decibels: $0, seconds: 20) })
    #expect(abs(meter.range - lu) <= 1)
  }

  @Test("is the same at any rate", arguments: [8000, 22_050, 44_100, 96_000.0])
  func rates(rate: Double) throws {
    #expect(abs(try measure([(-23, 5)], rate: rate).integrated + 23) <= 0.1)
  }

  @Test("weighs channels: one is 3 LU less than two, surround 1.5 dB more than front")
  func channels() throws {
    #expect(abs(try measure([(-23, 5)], channels: 1).integrated + 26) <= 0.1)
    #expect(abs(try measure([(-23, 5)], channels: 1, dualMono: true).integrated + 23) <= 0.1)
    // 3 + 2 x 1.41 channels, against 2; the sixth is for low frequencies.
    let five = -23 + 10 * log10(5.82 / 2)
    #expect(abs(try measure([(-23, 5)], channels: 5).integrated - five) <= 0.1)
    #expect(abs(try measure([(-23, 5)], channels: 6).integrated - five) <= 0.1)
    #expect(abs(try measure([(-23, 5)], channels: 3).integrated + 23 - 10 * log10(1.5)) <= 0.1)
  }

  @Test("silence, and sound that is too short for a block, is -70 LUFS")
  func silence() throws {
    var meter = try LoudnessMeter(channels: 1, rate: 48_000)
    #expect(meter.integrated == -70 && meter.range == 0)
    meter.push([Float](repeating: 0, count: 480_000))
    #expect(meter.integrated == -70 && meter.range == 0)
    #expect(try measure([(-10, 0.3)]).integrated == -70)
  }

  @Test("pieces of any size give the same loudness, and what is no number counts as silence")
  func pieces() throws {
    var samples = (0..<48_000).map { Float(0.1 * sin(Double($0) / 7)) }
    samples[100] = .nan
    samples[101] = .infinity
    var whole = try LoudnessMeter(channels: 2, rate: 48_000)
    whole.push(samples)
    var parts = try LoudnessMeter(channels: 2, rate: 48_000)
    for start in stride(from: 0, to: samples.count, by: 1000) {
      parts.push(Array(samples[start..<start + 1000]))
    }
    #expect(whole.integrated.isFinite && whole.integrated == parts.integrated)
  }

  @Test("says what cannot be measured")
  func refusal() {
    let error = #expect(throws: NumericsError.self) { try LoudnessMeter(channels: 2, rate: 100) }
    #expect(error?.description == "cannot measure the loudness of 2 channels at 100.0 Hz")
  }
}
