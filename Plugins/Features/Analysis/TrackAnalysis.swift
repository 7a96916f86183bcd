import Glibc
import Numerics

/// Everything that is measured of a track's mono sound, in one pass.
///
/// The state grows by some 300 bytes per second of sound (the onset envelope and a description of
/// each second), 11 MB in ten hours; nothing else depends on the length.
package final class TrackAnalysis {
  private let fft: RealFFT
  private let window = Window.hann.values(Rates.frame)
  private let filterbank: MelFilterbank
  private let cosine = CosineTransform(length: 64, coefficients: TimbreStatistics.coefficients)
  let pitches: PitchHistogram
  private var frames = FrameStream(length: Rates.frame, hop: Rates.hop)

  private var frame = [Float](repeating: 0, count: Rates.frame)
  private var power = [Float](repeating: 0, count: Rates.frame / 2 + 1)
  private var bands = [Float](repeating: 0, count: 64)
  private var cepstrum = [Float](repeating: 0, count: TimbreStatistics.coefficients)

  private var onsets = OnsetEnvelope()
  private var picker = OnsetPicker()
  private(set) var envelope: [Float] = []
  private var timbre = TimbreStatistics()
  private var levels = Levels()
  private var speech = Speech()
  private var sections = SectionFinder()
  private var second = SecondSums()
  private var spectrum = SpectrumSums()
  private var samples = 0
  private var onsetCount = 0

  package init() throws(NumericsError) {
    fft = try RealFFT(length: Rates.frame)
    filterbank = MelFilterbank(bands: 64, rate: Rates.sound, length: Rates.frame)
    pitches = try PitchHistogram()
  }

  /// Takes the next samples.
  /// - Returns: the onsets that are certain now, in seconds.
  package func push(_ sound: Span<Float>) -> [Double] {
    var found: [Double] = []
    var start = 0
    while start < sound.count {
      let second = Int(Rates.sound)
      let count = min(sound.count - start, second - samples % second)
      found += add(sound.extracting(start..<start + count))
      start += count
      samples += count
      if samples % second == 0 { closeSecond() }
    }
    onsetCount += found.count
    return found
  }

  /// Samples of one and the same second.
  private func add(_ sound: Span<Float>) -> [Double] {
    pitches.push(sound)
    frames.push(sound)
    var found: [Double] = []
    while frames.next(into: &frame) {
      if let onset = addFrame() { found.append(Rates.time(ofFrame: onset)) }
    }
    return found
  }

  /// Ends the pass.
  /// - Returns: the last onsets, in seconds.
  package func finishOnsets() -> [Double] {
    let found = picker.finish().map { Rates.time(ofFrame: $0) }
    speech.finish()
    if samples % Int(Rates.sound) > Int(Rates.sound) / 2 { closeSecond() }
    onsetCount += found.count
    return found
  }

  /// What was found, once the pass has ended.
  package func features() -> TrackFeatures {
    var features = TrackFeatures()
    features.duration = Double(samples) / Rates.sound
    features.rhythm = Rhythm(of: envelope)
    features.key = Key(of: pitches.sums)
    features.sectionStarts = sections.boundaries().map { Double($0) }
    features.onsets = onsetCount
    features.dynamicRange = levels.range
    features.brightness = spectrum.centroid
    features.timbre = timbre.vector
    features.articulation = Double(features.timbre[2 * TimbreStatistics.coefficients + 1])
    features.speech = speech
    return features
  }

  // MARK: Frames

  private func addFrame() -> Int? {
    let meanSquare = dot(frame.span, frame.span) / Float(Rates.frame)
    fft.power(of: frame.span, window: window, into: &power)
    filterbank.apply(to: power, into: &bands)
    naturalLogarithm(of: &bands, floor: OnsetEnvelope.floor)
    let strength = onsets.add(bands)
    envelope.append(strength)
    levels.add(meanSquare: Double(meanSquare))
    speech.add(level: meanSquare.squareRoot())
    // Below -70 dB of full scale there is no colour to describe.
    if meanSquare > 1e-7 {
      cosine.apply(to: bands.span, into: &cepstrum)
      timbre.add(cepstrum)
      spectrum.add(power)
      second.add(cepstrum)
    } else {
      timbre.interrupt()
    }
    return picker.add(strength)
  }

  private func closeSecond() {
    sections.add(second.take() + pitches.takeRecent())
  }
}
