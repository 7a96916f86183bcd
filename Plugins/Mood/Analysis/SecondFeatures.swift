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

  private var count: Float = 0
  /// Sums are taken of the distance from the second's first frame, which keeps them exact.
  private var first = SIMD64<Float>()
  private var last = SIMD64<Float>()
  private var sum = SIMD64<Float>()
  private var squares = SIMD64<Float>()
  private var changes = SIMD64<Float>()
  private var highest = SIMD64<Float>()
  public var peak: Float = 0

  public init() {}

  /// - Parameter energies: logarithms, one for each band.
  public mutating func add(_ energies: [Float]) {
    precondition(energies.count == Self.bands, "not 64 bands")
    var frame = SIMD64<Float>()
    for band in 0..<Self.bands { frame[band] = energies[band] }
    if count == 0 {
      (first, last, highest) = (frame, frame, frame)
    }
    let (distance, change) = (frame - first, frame - last)
    sum += distance
    squares += distance * distance
    changes += change * change
    highest = pointwiseMax(highest, frame)
    last = frame
    count += 1
  }

  public var isSilent: Bool { peak < Self.silence }
  public var isTooShort: Bool { Int(count) < Self.leastFrames }

  /// Appends `width` values.
  public func append(to row: inout [Float]) {
    let mean = sum / count
    let variance = pointwiseMax(squares / count - mean * mean, SIMD64())
    let level = first + mean
    let spread = variance.squareRoot()
    let change = (changes / (count - 1)).squareRoot()
    for part in [level, spread, change, highest] {
      for band in 0..<Self.bands { row.append(part[band]) }
    }
  }
}
