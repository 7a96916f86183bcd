import Glibc
import Numerics

/// How much of each pitch class the sound has, in steps of ten cents.
///
/// Peaks of the spectrum from 55 Hz to 2 kHz (frames of 186 ms), their frequency interpolated by a
/// parabola, each weighted by its magnitude, each frame scaled to the same sum. Of each peak a part
/// goes to the pitches of which it may be a harmonic, up to the seventh, each 0.7 times as much as
/// the one before (after Gómez, "Tonal description of polyphonic audio for music content
/// processing", 2006). Step 0 is C at
/// A = 440 Hz.
final class PitchHistogram {
  static let steps = 120
  static let length = 4096
  /// How many steps each harmonic lies above its pitch, less octaves, and how much of a peak goes
  /// there: harmonics 1, 2 and 4 together, 3 and 6, 5, 7.
  private static let harmonics: [(steps: Int, share: Float)] = [
    (0, 1), (70, 0.32), (39, 0.12), (97, 0.06),
  ]
  private static let (low, high) = (55.0, 2000.0)

  /// Of the whole track.
  private(set) var sums = [Float](repeating: 0, count: steps)
  /// Since the last call of `takeRecent`.
  private var recent = [Float](repeating: 0, count: steps)
  private var frames = FrameStream(length: length, hop: length / 2)
  private let fft: RealFFT
  private let window = Window.hann.values(length)
  private var frame = [Float](repeating: 0, count: length)
  private var power = [Float](repeating: 0, count: length / 2 + 1)
  private var found: [(step: Int, weight: Float)] = []

  init() throws(NumericsError) { fft = try RealFFT(length: Self.length) }

  func push(_ samples: Span<Float>) {
    frames.push(samples)
    while frames.next(into: &frame) {
      fft.power(of: frame.span, window: window, into: &power)
      addPeaks()
    }
  }

  /// What came since the last call, as shares of twelve pitch classes.
  func takeRecent() -> [Float] {
    var classes = [Float](repeating: 0, count: 12)
    for (step, value) in recent.enumerated() { classes[(step + 5) / 10 % 12] += value }
    let sum = classes.reduce(0, +)
    recent = [Float](repeating: 0, count: Self.steps)
    return sum > 0 ? classes.map { $0 / sum } : classes
  }

  private func addPeaks() {
    let width = Rates.sound / Double(Self.length)
    let range = Int(Self.low / width)..<Int(Self.high / width)
    var largest: Float = 0
    for bin in range { largest = max(largest, power[bin]) }
    // Below -60 dB of full scale there is nothing to hear; 50 dB below the peak neither.
    guard largest > 1 else { return }
    let least = largest * 1e-5
    found.removeAll(keepingCapacity: true)
    var sum: Float = 0
    for bin in range
    where power[bin] > least && power[bin] > power[bin - 1] && power[bin] >= power[bin + 1] {
      let (left, middle) = (log(power[bin - 1] + 1e-9), log(power[bin]))
      let right = log(power[bin + 1] + 1e-9)
      let bend = left - 2 * middle + right
      let shift = bend < 0 ? 0.5 * (left - right) / bend : 0
      let hertz = (Double(bin) + Double(shift)) * width
      let octaves = log2(hertz / 440) + 0.75  // C is three quarters of an octave below A
      let step = Int(((octaves - floor(octaves)) * Double(Self.steps)).rounded()) % Self.steps
      let weight = power[bin].squareRoot()
      found.append((step, weight))
      sum += weight
    }
    for (step, weight) in found {
      let share = weight / sum
      for harmonic in Self.harmonics {
        sums[(step + Self.steps - harmonic.steps) % Self.steps] += harmonic.share * share
      }
      recent[step] += share
    }
  }
}
