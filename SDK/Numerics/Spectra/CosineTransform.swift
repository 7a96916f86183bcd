internal import CNumerics
import Glibc

/// The first coefficients of the orthonormal cosine transform of type II.
///
/// `c[k] = s(k) * sum over n of x[n] cos(pi k (2 n + 1) / (2 N))` with `s(0) = sqrt(1 / N)` and
/// `s(k) = sqrt(2 / N)`. Of log-mel energies these are the mel-frequency cepstral coefficients
/// (MFCC): Davis and Mermelstein 1980. (In decibels, as some tools have them, the same times
/// 10 / ln 10.)
public struct CosineTransform: Sendable {
  public let length: Int
  public let coefficients: Int
  /// One row per coefficient.
  private let basis: [Float]

  public init(length: Int, coefficients: Int) {
    precondition(coefficients > 0 && coefficients <= length, "no such cosine transform")
    self.length = length
    self.coefficients = coefficients
    basis = (0..<coefficients).flatMap { row in
      (0..<length).map { column in
        let angle = Double.pi * Double(row) * Double(2 * column + 1) / Double(2 * length)
        return Float(cos(angle) * sqrt((row == 0 ? 1 : 2) / Double(length)))
      }
    }
  }

  /// Writes `coefficients` values for `length` values.
  public func apply(to values: Span<Float>, into result: inout [Float]) {
    precondition(values.count == length && result.count == coefficients, "not of this length")
    for row in 0..<coefficients {
      result[row] = unsafe basis.withUnsafeBufferPointer { basis in
        unsafe values.withUnsafeBufferPointer {
          unsafe cnumerics_dot(basis.baseAddress! + row * length, $0.baseAddress, length)
        }
      }
    }
  }
}
