/// What the network knows of a second: four numbers for each of 64 mel bands.
///
/// Over the frames of log-mel energies that begin in the second: mean, deviation, root mean square
/// of the change from frame to frame, maximum; `training/dataset.py` computes the same.
public struct SecondFeatures {
  public static let bands = 64
  public static let width = 4 * bands
  /// A second with fewer is not judged.
  private static let leastFrames = 16
  /// -80 dBFS; a second without a louder sample is silent.
  private static let silence: Float = 1e-4

  private typealias Bands = [64 of Float]

  private var count: Float = 0
  /// Sums are taken of the distance from the second's first frame, which keeps them exact.
  private var first = Bands(repeating: 0)
  private var last = Bands(repeating: 0)
  private var sum = Bands(repeating: 0)
  private var squares = Bands(repeating: 0)
  private var changes = Bands(repeating: 0)
  private var highest = Bands(repeating: -.infinity)
  public var peak: Float = 0

  public init() {}

  /// - Parameter energies: logarithms, one for each band.
  public mutating func add(_ energies: [Float]) {
    precondition(energies.count == Self.bands, "not 64 bands")
    if count == 0 {
      for band in 0..<Self.bands { first[band] = energies[band] }
      last = first
    }
    for band in 0..<Self.bands {
      let energy = energies[band]
      let (distance, change) = (energy - first[band], energy - last[band])
      sum[band] += distance
      squares[band] += distance * distance
      changes[band] += change * change
      highest[band] = max(highest[band], energy)
      last[band] = energy
    }
    count += 1
  }

  public var isSilent: Bool { peak < Self.silence }
  public var isTooShort: Bool { Int(count) < Self.leastFrames }

  /// Appends `width` values.
  public func append(to row: inout [Float]) {
    for band in 0..<Self.bands { row.append(first[band] + sum[band] / count) }
    for band in 0..<Self.bands {
      let mean = sum[band] / count
      row.append(max(0, squares[band] / count - mean * mean).squareRoot())
    }
    for band in 0..<Self.bands { row.append((changes[band] / (count - 1)).squareRoot()) }
    for band in 0..<Self.bands { row.append(highest[band]) }
  }
}
