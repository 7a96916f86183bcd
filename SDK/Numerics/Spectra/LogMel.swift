/// Log-mel energies of sound that comes in pieces: what networks and MFCCs start from.
///
///     mel.push(samples)
///     while mel.next(into: &energies) { ... }
///
/// The convention, whole, for those who compute the same elsewhere:
///
/// 1. Mono sound at `rate` (22,050 Hz). Samples that are no numbers count as 0.
/// 2. Frame `i` holds samples `i * hop ..< i * hop + length` (512, 1024). No padding, not centred:
///    `n` samples make `(n - length) / hop + 1` frames, rounded down; none if `n < length`. The
///    middle of frame `i` is at `(i * hop + length / 2) / rate` seconds.
/// 3. Periodic Hann window, `0.5 - 0.5 cos(2 pi k / length)`.
/// 4. Power spectrum `|X[k]|^2` of the transform without scaling, `length / 2 + 1` bins.
/// 5. `bands` (64) mel bands from 0 Hz to `rate / 2` on Slaney's scale, area normalised.
/// 6. Natural logarithm of `energy + 1e-6`, in single precision.
///
/// In librosa's words: `log(feature.melspectrogram(y=y, sr=22050, n_fft=1024, hop_length=512,
/// center=False, power=2, n_mels=64, fmin=0, fmax=11025, htk=False, norm='slaney') + 1e-6)`.
@safe public final class LogMel {
  public struct Settings: Equatable, Sendable {
    /// Hz.
    public var rate = 22_050.0
    /// Samples of a frame; a power of two.
    public var length = 1024
    /// Samples from one frame's start to the next.
    public var hop = 512
    public var bands = 64
    /// Hz; half the rate if nil.
    public var high: Double?
    public var scale = MelScale.slaney
    public var isAreaNormalised = true
    public var window = Window.hann

    public init() {}
  }

  public let settings: Settings
  public let filterbank: MelFilterbank
  /// What is added to an energy before the logarithm.
  public static let floor: Float = 1e-6
  private let fft: RealFFT
  private let window: [Float]
  private var frames: FrameStream
  private var frame: [Float]
  private var power: [Float]

  public init(_ settings: Settings = Settings()) throws(NumericsError) {
    self.settings = settings
    fft = try RealFFT(length: settings.length)
    filterbank = MelFilterbank(
      bands: settings.bands, rate: settings.rate, length: settings.length, high: settings.high,
      scale: settings.scale, isAreaNormalised: settings.isAreaNormalised)
    window = settings.window.values(settings.length)
    frames = FrameStream(length: settings.length, hop: settings.hop)
    frame = [Float](repeating: 0, count: settings.length)
    power = [Float](repeating: 0, count: fft.bins)
  }

  /// Takes the next samples.
  public func push(_ samples: Span<Float>) { frames.push(samples) }

  /// Computes the next frame's log-mel energies, if its samples are complete.
  /// - Parameter energies: takes one value per band.
  public func next(into energies: inout [Float]) -> Bool {
    guard frames.next(into: &frame) else { return false }
    fft.power(of: frame.span, window: window, into: &power)
    filterbank.apply(to: power, into: &energies)
    naturalLogarithm(of: &energies, floor: LogMel.floor)
    return true
  }

  /// The log-mel energies of a whole sound, one row of `bands` per frame.
  public static func matrix(
    of samples: [Float], _ settings: Settings = Settings()
  ) throws(NumericsError) -> Matrix {
    let mel = try LogMel(settings)
    mel.push(samples.span)
    var energies = [Float](repeating: 0, count: settings.bands)
    var values: [Float] = []
    while mel.next(into: &energies) { values += energies }
    return Matrix(rows: values.count / settings.bands, columns: settings.bands, values)
  }
}
