internal import CNumerics

/// Cuts sound that comes in pieces into overlapping frames.
///
///     frames.push(samples)
///     while frames.next(into: &frame) { ... }
///
/// Frame `i` holds the samples from `i * hop` to `i * hop + length`. Nothing is padded, so `n`
/// samples make `(n - length) / hop + 1` frames (rounded down), and none if `n < length`. The
/// samples are cleaned: one that is no number, or lies outside of ±10,000, counts as 0.
public struct FrameStream: Sendable {
  public let length: Int
  public let hop: Int
  /// The pieces that frames are still to be made of.
  private var samples: [Float] = []
  /// Where in `samples` the next frame begins; beyond their end where the hop is longer than a
  /// frame.
  private var start = 0

  public init(length: Int, hop: Int) {
    precondition(length > 0 && hop > 0, "a frame and a hop have at least one sample")
    self.length = length
    self.hop = hop
  }

  /// Takes the next samples.
  public mutating func push(_ piece: Span<Float>) {
    let used = min(start, samples.count)
    samples.removeFirst(used)
    start -= used
    let old = samples.count
    samples.append(contentsOf: repeatElement(0, count: piece.count))
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      unsafe piece.withUnsafeBufferPointer { piece in
        if piece.isEmpty { return }
        unsafe cnumerics_clean(piece.baseAddress, samples.baseAddress! + old, piece.count, 10_000)
      }
    }
  }

  /// Copies the next frame, if it is complete.
  /// - Parameter frame: takes `length` samples.
  public mutating func next(into frame: inout [Float]) -> Bool {
    precondition(frame.count == length, "a frame has \(length) samples")
    guard start + length <= samples.count else { return false }
    unsafe frame.withUnsafeMutableBufferPointer { frame in
      unsafe samples.withUnsafeBufferPointer {
        unsafe frame.baseAddress!.update(from: $0.baseAddress! + start, count: length)
      }
    }
    start += hop
    return true
  }
}
