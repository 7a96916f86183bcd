import Glibc

/// A weighting of the samples of one frame, so that its ends do not show in its spectrum.
///
/// Periodic: value `k` of `n` is the continuous window at `k / n`, so the next frame's first value
/// would follow. This is what spectra want. (Harris, "On the use of windows for harmonic analysis
/// with the discrete Fourier transform", 1978.)
public enum Window: Sendable, CaseIterable {
  /// 0.5 - 0.5 cos(2 pi k / n)
  case hann
  /// 0.54 - 0.46 cos(2 pi k / n)
  case hamming
  /// 0.42 - 0.5 cos(2 pi k / n) + 0.08 cos(4 pi k / n)
  case blackman
  /// 1
  case rectangular

  public func values(_ count: Int) -> [Float] {
    (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return switch self {
      case .hann: Float(0.5 - 0.5 * cos(angle))
      case .hamming: Float(0.54 - 0.46 * cos(angle))
      case .blackman: Float(0.42 - 0.5 * cos(angle) + 0.08 * cos(2 * angle))
      case .rectangular: 1
      }
    }
  }
}
