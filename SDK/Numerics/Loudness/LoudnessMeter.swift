internal import CNumerics

/// Loudness of a programme by EBU R 128, fast and in bounded memory.
///
/// Weighted by ITU-R BS.1770-4, in blocks of 0.4 s that overlap by three quarters; the range by EBU
/// Tech 3342, of 3 s once a second. Two channels go through the filters side by side.
public struct LoudnessMeter: Sendable {
  /// What silence, and sound shorter than 0.4 s, is reported as, in LUFS.
  public static let silence = -70.0

  public let channels: Int
  private let filters: [Double]
  private let weights: [Double]
  /// Samples per channel of a tenth of a second.
  private let tenth: Int
  private var state: [Double]
  private var room: [Float] = []
  /// Of the tenth of a second that is under way.
  private var sums: [Double]
  private var filled = 0
  /// Mean squares of the last three seconds' tenths, the newest at the end.
  private var recent: [Double] = []
  private var tenths = 0
  private var blocks = LoudnessHistogram()
  private var shortTerm = LoudnessHistogram()

  /// - Parameters:
  ///   - channels: in the order left, right, centre, low frequency, left and right surround; of
  ///     four or five, none is for low frequencies.
  ///   - rate: samples per second, at least 8000.
  ///   - dualMono: one channel is heard from two loudspeakers, which is 3 LU louder.
  public init(channels: Int, rate: Double, dualMono: Bool = false) throws(NumericsError) {
    guard channels > 0, channels <= 64, rate >= 8000, rate <= 10_000_000 else {
      throw NumericsError("cannot measure the loudness of \(channels) channels at \(rate) Hz")
    }
    self.channels = channels
    filters = KWeighting.filters(rate: rate)
    weights = Self.weights(channels, dualMono: dualMono)
    tenth = Int((rate / 10).rounded())
    state = [Double](repeating: 0, count: 4 * channels)
    sums = [Double](repeating: 0, count: channels)
  }

  /// Surround counts 1.5 dB more, low frequencies and what has no place not at all.
  private static func weights(_ channels: Int, dualMono: Bool) -> [Double] {
    let known: [Double] =
      switch channels {
      case 1: [dualMono ? 2 : 1]
      case 2, 3: [1, 1, 1]
      case 4: [1, 1, 1.41, 1.41]
      case 5: [1, 1, 1, 1.41, 1.41]
      default: [1, 1, 1, 0, 1.41, 1.41]
      }
    return (0..<channels).map { $0 < known.count ? known[$0] : 0 }
  }

  /// Takes the next samples, the channels of one moment after the other. A sample that is no
  /// number, or lies outside of ±10,000, counts as 0.
  public mutating func push(_ interleaved: [Float]) {
    precondition(interleaved.count % channels == 0, "not whole samples of \(channels) channels")
    if room.count < interleaved.count { room = interleaved }
    unsafe interleaved.withUnsafeBufferPointer { samples in
      unsafe room.withUnsafeMutableBufferPointer { room in
        if samples.isEmpty { return }
        unsafe cnumerics_clean(samples.baseAddress, room.baseAddress, samples.count, 10_000)
      }
    }
    let count = interleaved.count / channels
    var start = 0
    while start < count {
      let part = min(count - start, tenth - filled)
      weigh(from: start, part)
      start += part
      filled += part
      if filled == tenth { closeTenth() }
    }
  }

  private mutating func weigh(from start: Int, _ count: Int) {
    unsafe room.withUnsafeBufferPointer { samples in
      unsafe cnumerics_weigh(
        filters, &state, samples.baseAddress! + start * channels, count, channels, &sums)
    }
  }

  private mutating func closeTenth() {
    var energy = 0.0
    for channel in 0..<channels { energy += weights[channel] * sums[channel] / Double(tenth) }
    for channel in 0..<channels { sums[channel] = 0 }
    filled = 0
    tenths += 1
    recent.append(energy)
    if recent.count > 30 { recent.removeFirst() }
    if tenths >= 4 { blocks.add(recent.suffix(4).reduce(0, +) / 4) }
    if tenths >= 30, tenths % 10 == 0 { shortTerm.add(recent.reduce(0, +) / 30) }
  }

  /// Integrated loudness in LUFS; -70 for silence.
  public var integrated: Double { max(Self.silence, blocks.integrated ?? Self.silence) }

  /// Loudness range in LU; 0 for silence.
  public var range: Double { shortTerm.range ?? 0 }
}
