/// From packets of audio to the blocks that the wishes ask for: one decode for all of them.
///
/// Blocks lie on one line of time: short gaps are filled with silence, and what arrives twice is
/// left out. Belongs to one thread.
final class AudioPipeline {
  private struct Consumer {
    let wish: Int
    let form: AudioWish
    var resampler: Resampler?
    var blocker: AudioBlocker?
  }

  private let format: StreamFormat
  private let decoder: AudioDecoder
  private var consumers: [Consumer]
  private var outputs = Queue<(wish: Int, block: AudioBlock)>()
  /// When the next sample should come, seconds.
  private var expected: Double?
  private var inputKind: InputKind?
  var warnings = WarningLog()

  /// What resamplers depend on; it can change within a stream.
  fileprivate struct InputKind: Equatable {
    var rate: Int
    var channels: Int
    var format: Int32
  }

  /// Seconds that timestamps may be off without any consequence.
  private static let tolerance = 0.05
  /// Longer gaps than this are not filled: time jumps there.
  private static let longestSilence = 600.0

  init(
    _ format: StreamFormat, wishes: [Int: AudioWish], subject: String
  ) throws(MediaError) {
    self.format = format
    decoder = try AudioDecoder(format, subject: subject)
    consumers = wishes.sorted { $0.key < $1.key }.map { Consumer(wish: $0.key, form: $0.value) }
  }

  func push(_ packet: Packet) throws(MediaError) {
    let ticks = packet.presentation ?? packet.decoding
    if let problem = try decoder.decode(packet, take) {
      let time = ticks.map(format.timeBase.seconds) ?? expected ?? 0
      warnings.add(problem.description, at: time)
    }
  }

  func finish() throws(MediaError) {
    _ = try decoder.decode(nil, take)
    try flush()
  }

  func next() -> (wish: Int, block: AudioBlock)? {
    outputs.isEmpty ? nil : outputs.removeFirst()
  }

  private func take(_ samples: Picture) throws(MediaError) {
    let kind = samples.audioKind
    guard kind.rate > 0, kind.channels > 0, kind.count > 0 else { return }
    let length = Double(kind.count) / Double(kind.rate)
    var time = samples.time.map(format.timeBase.seconds) ?? expected ?? 0
    if let expected {
      let gap = time - expected
      if gap > AudioPipeline.longestSilence {
        warnings.add("the audio's time jumps ahead by \(WarningLog.clock(gap))", at: expected)
        try flush()
      } else if gap > AudioPipeline.tolerance {
        warnings.add("the audio has a gap, which was filled with silence", at: expected)
        fill(gap)
      } else if gap < -1 {
        warnings.add("the audio's time jumps back; it is taken as going on", at: expected)
        time = expected
      } else if gap < -AudioPipeline.tolerance {
        warnings.add("the audio overlaps itself; what came twice was left out", at: time)
        return
      } else {
        time = expected
      }
    }
    try convert(samples, kind, at: time)
    expected = time + length
  }

  private func convert(
    _ samples: Picture, _ kind: Picture.AudioKind, at time: Double
  ) throws(MediaError) {
    let isNew = inputKind != InputKind(kind)
    inputKind = InputKind(kind)
    for index in consumers.indices {
      if isNew, let old = consumers[index].resampler {
        emit(try old.convert(nil), index)
        consumers[index].resampler = nil
      }
      let form = consumers[index].form
      let resampler: Resampler
      if let made = consumers[index].resampler {
        resampler = made
      } else {
        // A source that changes its form keeps the form that it began with.
        resampler = try Resampler(
          like: samples, sampleRate: consumers[index].blocker?.sampleRate ?? form.sampleRate,
          channels: consumers[index].blocker?.channels ?? form.channels)
        consumers[index].resampler = resampler
      }
      if consumers[index].blocker == nil {
        consumers[index].blocker = AudioBlocker(
          form, sampleRate: resampler.sampleRate, channels: resampler.channels, start: time)
      }
      emit(try resampler.convert(samples), index)
    }
  }

  private func emit(_ planes: [[Float]], _ index: Int) {
    let wish = consumers[index].wish
    consumers[index].blocker?.append(planes) { outputs.append((wish, $0)) }
  }

  private func fill(_ seconds: Double) {
    for index in consumers.indices {
      let wish = consumers[index].wish
      guard let rate = consumers[index].blocker?.sampleRate else { continue }
      consumers[index].blocker?.appendSilence(Int((seconds * rate).rounded())) {
        outputs.append((wish, $0))
      }
    }
  }

  private func flush() throws(MediaError) {
    for index in consumers.indices {
      if let resampler = consumers[index].resampler {
        emit(try resampler.convert(nil), index)
      }
      let wish = consumers[index].wish
      consumers[index].blocker?.finish { outputs.append((wish, $0)) }
      consumers[index].blocker = nil
      consumers[index].resampler = nil
    }
    expected = nil
  }
}

extension AudioPipeline.InputKind {
  fileprivate init(_ kind: Picture.AudioKind) {
    self.init(rate: kind.rate, channels: kind.channels, format: kind.format)
  }
}
