internal import CNumerics

/// Loudness of a programme by EBU R 128 (libebur128), in bounded memory.
///
/// Levels are sorted into steps of 0.1 LU, so that a day takes as much memory as a minute.
@safe public final class LoudnessMeter {
  /// What silence, and sound shorter than the 0.4 s that the gate looks at, is reported as.
  public static let silence = -70.0

  public let channels: Int
  private let state: UnsafeMutablePointer<ebur128_state>
  private var clean: [Float] = []

  /// - Parameters:
  ///   - channels: in the order left, right, centre, low frequency, left and right surround.
  ///   - rate: samples per second.
  ///   - dualMono: one channel is heard from two loudspeakers, which is 3 LU louder.
  ///
  /// The C function is `ebur128_init`.
  public init(channels: Int, rate: Double, dualMono: Bool = false) throws(NumericsError) {
    let mode = CInt(EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue)
    guard channels > 0, channels <= 64, rate >= 16, rate <= 2_822_400,
      let made = unsafe ebur128_init(
        UInt32(channels), UInt(rate), mode | CInt(EBUR128_MODE_HISTOGRAM.rawValue))
    else {
      throw NumericsError("cannot measure the loudness of \(channels) channels at \(rate) Hz")
    }
    self.channels = channels
    unsafe state = made
    if channels == 1, dualMono {
      unsafe ebur128_set_channel(made, 0, CInt(EBUR128_DUAL_MONO.rawValue))
    }
  }

  deinit {
    var closing: UnsafeMutablePointer<ebur128_state>? = unsafe state
    unsafe ebur128_destroy(&closing)
  }

  /// Takes the next samples, the channels of one moment after the other. A sample that is no
  /// number counts as 0.
  public func push(_ interleaved: [Float]) {
    precondition(interleaved.count % channels == 0, "not whole samples of \(channels) channels")
    if interleaved.isEmpty { return }
    if clean.count < interleaved.count { clean = interleaved }
    unsafe interleaved.withUnsafeBufferPointer { samples in
      unsafe clean.withUnsafeMutableBufferPointer { clean in
        unsafe cnumerics_clean(samples.baseAddress, clean.baseAddress, samples.count, 10_000)
        unsafe ebur128_add_frames_float(state, clean.baseAddress, samples.count / channels)
      }
    }
  }

  /// Integrated loudness in LUFS, gated as in ITU-R BS.1770-4; -70 for silence.
  public var integrated: Double {
    var value = 0.0
    let code = unsafe ebur128_loudness_global(state, &value)
    return code == 0 && value > LoudnessMeter.silence ? value : LoudnessMeter.silence
  }

  /// Loudness range in LU, by EBU Tech 3342; 0 for silence.
  public var range: Double {
    var value = 0.0
    let code = unsafe ebur128_loudness_range(state, &value)
    return code == 0 && value.isFinite ? value : 0
  }
}
