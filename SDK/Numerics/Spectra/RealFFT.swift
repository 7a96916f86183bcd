internal import CNumerics

/// The Fourier transform of real samples, of one length (libavutil's `av_tx`).
///
/// Bin `k` of `length / 2 + 1` is the sum of `x[n] e^(-2 pi i k n / length)`, not scaled, and its
/// frequency is `k * rate / length`. Belongs to one thread at a time.
@safe public final class RealFFT {
  public let length: Int
  public var bins: Int { length / 2 + 1 }
  private let handle: OpaquePointer
  private let ones: [Float]

  /// For `length` samples, a power of two from 8 to 131,072.
  ///
  /// The C function is `av_tx_init`.
  public init(length: Int) throws(NumericsError) {
    guard length >= 8, length <= 131_072, length & (length - 1) == 0 else {
      throw NumericsError(
        "no Fourier transform of \(length) samples; choose a power of two from 8 to 131072")
    }
    guard let made = unsafe cnumerics_fft_make(CInt(length)) else {
      throw NumericsError("not enough memory for a Fourier transform of \(length) samples")
    }
    unsafe handle = made
    self.length = length
    ones = [Float](repeating: 1, count: length)
  }

  deinit { unsafe cnumerics_fft_free(handle) }

  /// Squared magnitudes of the spectrum of `samples` (`length` of them), weighted by `window`.
  /// - Parameter power: takes one value per bin.
  public func power(
    of samples: Span<Float>, window: [Float]? = nil, into power: inout [Float]
  ) {
    precondition(power.count == bins, "power takes \(bins) values")
    let spectrum = unsafe run(samples, window)
    unsafe power.withUnsafeMutableBufferPointer {
      unsafe cnumerics_power(spectrum, $0.baseAddress, bins)
    }
  }

  /// The spectrum of `samples` (`length` of them): real and imaginary part of each bin in turn.
  public func spectrum(of samples: Span<Float>, window: [Float]? = nil) -> [Float] {
    let spectrum = unsafe run(samples, window)
    return unsafe Array(UnsafeBufferPointer(start: spectrum, count: 2 * bins))
  }

  @unsafe private func run(_ samples: Span<Float>, _ window: [Float]?) -> UnsafePointer<Float> {
    let window = window ?? ones
    precondition(samples.count == length, "the transform takes \(length) samples")
    precondition(window.count == length, "the window has \(window.count) values, not \(length)")
    return unsafe samples.withUnsafeBufferPointer { samples in
      unsafe window.withUnsafeBufferPointer { window in
        unsafe cnumerics_fft_run(handle, samples.baseAddress, window.baseAddress)!
      }
    }
  }
}
