/// Packets of an MP4 file as its index tells them: what is not decoded is not even read.
final class MovieFeed: PacketFeed {
  /// Where the walk can be taken up again.
  private struct Mark {
    var cursor: SampleCursor
    /// Of the keyframe that comes next, ticks.
    var presentation: Int
  }

  private let source: ByteSource
  private let track: MovieTrack
  private let base: TimeBase
  private let audio: DemuxerFeed?
  private let audioBase: TimeBase?
  private var cursor: SampleCursor
  private var waitingVideo: CodedPicture?
  private var waitingAudio: (packet: Packet, time: Double)?
  private var audioEnded = false
  private var problem: (text: String, time: Double)?
  /// Keyframes, about one for `markPause` samples.
  private var marks: [Mark] = []
  private var lastMark = -MovieFeed.markPause
  /// The lowest difference between presentation and decoding, ticks.
  private let lowestOffset: Int

  /// A mark keeps windows of all tables, which take memory.
  private static let markPause = 2048

  /// Of one sample.
  private static let mostBytes = 256 << 20

  /// `audio` reads the sound of the same file, if it is wanted.
  init(
    _ source: ByteSource, _ track: MovieTrack, _ base: TimeBase, audio: Demuxer?
  ) throws(MediaError) {
    self.source = source
    self.track = track
    self.base = base
    self.audio = audio.map(DemuxerFeed.init)
    audioBase = audio?.audio?.timeBase
    cursor = SampleCursor(track)
    lowestOffset = try MovieFeed.lowestOffset(track)
  }

  private static func lowestOffset(_ track: MovieTrack) throws(MediaError) -> Int {
    guard var offsets = track.offsets else { return 0 }
    var lowest = Int32(0)
    for index in 0..<offsets.count {
      lowest = min(lowest, Int32(bitPattern: try offsets.word(index, 1)))
    }
    return Int(lowest)
  }

  func next() throws(MediaError) -> FeedItem? {
    if waitingVideo == nil { waitingVideo = try nextPicture() }
    if waitingAudio == nil, !audioEnded { try readAudio() }
    if let audio = waitingAudio, audio.time <= waitingVideo?.horizon ?? .infinity {
      waitingAudio = nil
      return .audio(audio.packet)
    }
    guard let picture = waitingVideo else { return nil }
    waitingVideo = nil
    return .video(picture)
  }

  private func readAudio() throws(MediaError) {
    guard let audio, let audioBase else { return }
    while let item = try audio.next() {
      guard case .audio(let packet) = item else { continue }
      let ticks = packet.presentation ?? packet.decoding
      waitingAudio = (packet, ticks.map(audioBase.seconds) ?? 0)
      return
    }
    audioEnded = true
  }

  private func nextPicture() throws(MediaError) -> CodedPicture? {
    var before = cursor
    guard var sample = try cursor.next() else { return nil }
    while sample.size == 0 {  // means "as before": there is nothing to decode
      before = cursor
      guard let next = try cursor.next() else { return nil }
      sample = next
    }
    if let count = source.count, sample.offset + sample.size > count {
      let time = base.seconds(Int64(sample.presentation + track.start))
      problem = ("the file ends before this picture, which its index promises", time)
      return nil
    }
    if sample.isKey, sample.number - lastMark >= MovieFeed.markPause {
      lastMark = sample.number
      marks.append(Mark(cursor: before.withoutWindows(), presentation: sample.presentation))
    }
    let isHidden = sample.presentation < -min(track.start, 0) || sample.presentation >= track.end
    return CodedPicture(
      time: base.seconds(Int64(sample.presentation + track.start)),
      horizon: base.seconds(Int64(sample.decoding + lowestOffset + track.start)),
      duration: base.duration(Int64(sample.duration)), size: sample.size, isKey: sample.isKey,
      isHidden: isHidden && track.start <= 0,
      presentation: Int64(sample.presentation + track.start),
      decoding: Int64(sample.decoding + lowestOffset + track.start),
      content: .stored(offset: sample.offset))
  }

  func seek(before time: Double) throws(MediaError) {
    let ticks = Int(base.ticks(time)) - track.start
    waitingVideo = nil
    // Marks are set on the way, so the part that was not walked through yet has none.
    let mark = marks.last { $0.presentation <= ticks }
    var walker = mark?.cursor ?? SampleCursor(track)
    var best = walker
    while true {
      let before = walker
      guard let sample = try walker.next() else { break }
      if sample.isKey {
        if sample.presentation > ticks { break }
        best = before
      }
      if sample.decoding + lowestOffset > ticks { break }
    }
    cursor = best
  }

  func load(_ picture: CodedPicture) throws(MediaError) -> Packet? {
    guard case .stored(let offset) = picture.content, picture.size < MovieFeed.mostBytes else {
      return nil
    }
    let packet = try Packet(count: picture.size)
    var done = 0
    while done < picture.size {
      let step = unsafe try source.read(
        at: offset + done, into: UnsafeMutableRawBufferPointer(rebasing: packet.bytes[done...]))
      if step == 0 { return nil }
      done += step
    }
    packet.describe(picture)
    return packet
  }

  func takeProblem() -> (text: String, time: Double)? {
    defer { problem = nil }
    return problem
  }

  /// Mean pictures per second.
  static func frameRate(_ track: MovieTrack) throws(MediaError) -> Double? {
    guard var durations = track.durations else { return nil }
    var (samples, ticks) = (0, 0)
    for index in 0..<durations.count {
      let count = Int(try durations.word(index, 0))
      samples &+= count
      ticks &+= count &* Int(try durations.word(index, 1))
    }
    return ticks > 0 ? Double(samples) * Double(track.timescale) / Double(ticks) : nil
  }

  /// By how many pictures display and decoding differ, as far as the first ones tell.
  static func reordering(_ track: MovieTrack) throws(MediaError) -> Int {
    var cursor = SampleCursor(track)
    var shown: [Int] = []
    while shown.count < 256, let sample = try cursor.next() { shown.append(sample.presentation) }
    var most = 0
    for index in shown.indices {
      // Pictures that are decoded before this one and shown after it.
      let window = shown[max(0, index - 16)..<index]
      most = max(most, window.count { $0 > shown[index] })
    }
    return most
  }
}
