import Numerics

/// Turns sound that comes in pieces of any size into the features of its seconds.
public struct SecondListener {
  /// A second that is over.
  public enum Second {
    case features([Float])
    case silent
    case tooShort
  }

  /// Hz.
  public static let rate = 22_050
  private static let hop = 512

  private let mel: LogMel
  private var energies = [Float](repeating: 0, count: SecondFeatures.bands)
  private var frames = 0
  private var number = 0
  private var current = SecondFeatures()
  /// The loudest sample of the current second and of those after it whose sound has come.
  private var peaks: [Float] = [0]
  private var samples = 0

  public init() throws(NumericsError) { mel = try LogMel() }

  /// Takes the next samples, and hands over the seconds that they complete: their number, counted
  /// from 0, and what was heard.
  public mutating func push<Failure: Error>(
    _ piece: Span<Float>, _ heard: (Int, Second) throws(Failure) -> Void
  ) throws(Failure) {
    measurePeaks(piece)
    mel.push(piece)
    while mel.next(into: &energies) {
      // A frame belongs to the second in which it begins, and may end in the next.
      while frames * Self.hop / Self.rate > number { try close(heard) }
      current.add(energies)
      frames += 1
    }
  }

  /// Hands over what is left.
  public mutating func finish<Failure: Error>(
    _ heard: (Int, Second) throws(Failure) -> Void
  ) throws(Failure) {
    if samples > 0 { try close(heard) }
  }

  private mutating func close<Failure: Error>(
    _ heard: (Int, Second) throws(Failure) -> Void
  ) throws(Failure) {
    current.peak = peaks.removeFirst()
    if peaks.isEmpty { peaks = [0] }
    if current.isTooShort {
      try heard(number, .tooShort)
    } else if current.isSilent {
      try heard(number, .silent)
    } else {
      var row: [Float] = []
      row.reserveCapacity(SecondFeatures.width)
      current.append(to: &row)
      try heard(number, .features(row))
    }
    current = SecondFeatures()
    number += 1
  }

  private mutating func measurePeaks(_ piece: Span<Float>) {
    var start = 0
    while start < piece.count {
      let place = samples / Self.rate - number
      let end = min(piece.count, start + Self.rate - samples % Self.rate)
      while peaks.count <= place { peaks.append(0) }
      var peak = peaks[place]
      for index in start..<end {
        let loudness = abs(piece[index])
        // What is no number, or no sound, counts as silence, as it does in `LogMel`.
        let sound = loudness <= 10_000 ? loudness : 0
        peak = sound > peak ? sound : peak
      }
      peaks[place] = peak
      samples += end - start
      start = end
    }
  }
}
