/// Reads a stream: a first pass over all of it, then the stretches that were asked for.
final class StreamEngine: MediaReader.Engine {
  private enum Phase {
    case reading
    /// All packets were read; what is still under way comes out, and then `packetsEnd`.
    case emptying
    case demand
    case ended
  }

  private let source: ByteSource
  private let options: MediaOptions
  private let opened: OpenedStreams
  private let frameWishes: [Int: FrameWish]
  private let wantsPackets: Bool
  private let hasDemand: Bool
  private var feed: any PacketFeed
  private var video: VideoPipeline?
  private var audio: AudioPipeline?
  private var phase = Phase.reading
  private var packets: [VideoPacket] = []
  private var requests: [FrameRequest] = []
  private var stretches = Queue<Stretch>()
  private var current: Stretch?
  /// Seconds of all stretches, and of those that were read.
  private var demanded = 0.0
  private var read = 0.0
  private var lastTime = 0.0
  private var framesOut = 0
  private var warnings = WarningLog()
  let info: MediaInfo

  private static let packetBatch = 1024

  init(
    _ source: ByteSource, _ opened: OpenedStreams, _ wishes: [Wish], _ options: MediaOptions
  ) throws(MediaError) {
    self.source = source
    self.opened = opened
    self.options = options
    info = opened.info
    var frames: [Int: FrameWish] = [:]
    var sounds: [Int: AudioWish] = [:]
    for (index, wish) in wishes.enumerated() {
      switch wish {
      case .frames(let wish): if !wish.isExamples { frames[index] = wish }
      case .audio(let wish): sounds[index] = wish
      case .packets: break
      }
    }
    let hasVideo = opened.video != nil
    frameWishes = hasVideo ? frames : [:]
    wantsPackets = wishes.contains(.packets) && hasVideo
    hasDemand = frameWishes.values.contains { $0.isOnDemand }
    let now = frameWishes.filter { !$0.value.isOnDemand }
    let needsVideo = wantsPackets || hasDemand || !now.isEmpty
    if let demuxer = opened.demuxer {
      demuxer.select(video: needsVideo, audio: !sounds.isEmpty)
      feed = DemuxerFeed(demuxer)
    } else if let movie = opened.movie {
      feed = movie
    } else {
      preconditionFailure("nothing reads the packets")
    }
    if let format = opened.audio, !sounds.isEmpty {
      audio = try AudioPipeline(format, wishes: sounds, subject: source.name)
    }
    if !now.isEmpty {
      video = try makePipeline()
      video?.begin(
        now.map { wish in
          (
            wish.key,
            FrameSelector(start: -.infinity, stop: .infinity, step: wish.value.sampling.step)
          )
        })
    }
  }

  private func makePipeline() throws(MediaError) -> VideoPipeline? {
    guard let format = opened.video else { return nil }
    let pixels = format.width * format.height
    if pixels > options.limits.pixels {
      throw MediaError(
        .tooLarge,
        "\(source.name) has pictures of \(format.width)x\(format.height) pixels;"
          + " at most \(options.limits.pixels) pixels are decoded")
    }
    return VideoPipeline(
      format, wishes: frameWishes, feed: feed, subject: source.name, limits: options.limits,
      threads: options.threads)
  }

  var progress: Double {
    switch phase {
    case .ended: return 1
    case .demand:
      let here = current.map { max(0, min(lastTime - $0.start, length($0))) } ?? 0
      let done = demanded > 0 ? (read + here) / demanded : 0
      return StreamEngine.packetShare + (1 - StreamEngine.packetShare) * done
    case .reading, .emptying:
      guard let duration = info.duration, duration > 0 else { return 0 }
      return (hasDemand ? StreamEngine.packetShare : 1) * lastTime / duration
    }
  }

  /// Of the work where frames are decoded on demand; packets alone are quickly read.
  private static let packetShare = 0.05

  /// Seconds of a stretch that lie within the media.
  private func length(_ stretch: Stretch) -> Double {
    max(0, min(stretch.stop, info.duration ?? stretch.stop) - max(stretch.start, 0))
  }

  func want(_ request: FrameRequest) {
    guard frameWishes[request.wish] != nil, request.stop > request.start else { return }
    requests.append(request)
  }

  // MARK: Giving out

  func next() throws(MediaError) -> MediaItem? {
    while true {
      if let item = ready() { return item }
      switch phase {
      case .reading: try readOn()
      case .emptying:
        if framesOut == 0, let problem = video?.firstProblem {
          throw MediaError(
            .unreadable, "no picture of \(source.name) can be decoded; first: \(problem)")
        }
        phase = .demand
        if hasDemand || wantsPackets { return .packetsEnd }
      case .demand: try readDemanded()
      case .ended: return nil
      }
    }
  }

  /// Something that was made already.
  private func ready() -> MediaItem? {
    if packets.count >= StreamEngine.packetBatch || (phase != .reading && !packets.isEmpty) {
      defer { packets = [] }
      return .packets(packets)
    }
    if let output = video?.next(waiting: phase != .reading && current == nil) {
      framesOut += 1
      return .frame(wish: output.wish, output.frame)
    }
    if let output = audio?.next() { return .audio(wish: output.wish, output.block) }
    if phase == .emptying || phase == .ended { flushWarnings() }
    if let warning = warnings.next() { return .warning(warning) }
    if let warning = video?.warnings.next() { return .warning(warning) }
    if let warning = audio?.warnings.next() { return .warning(warning) }
    return nil
  }

  private func flushWarnings() {
    warnings.flush()
    video?.warnings.flush()
    audio?.warnings.flush()
  }

  // MARK: The first pass

  private func readOn() throws(MediaError) {
    guard let item = try feed.next() else { return try endReading() }
    if let problem = feed.takeProblem() { warnings.add(problem.text, at: problem.time) }
    switch item {
    case .audio(let packet):
      if video == nil, !wantsPackets, let ticks = packet.presentation,
        let base = opened.audio?.timeBase
      {
        lastTime = max(lastTime, base.seconds(ticks))
      }
      try audio?.push(packet)
    case .video(let picture):
      lastTime = max(lastTime, picture.time)
      if wantsPackets { packets.append(picture.description) }
      try video?.push(picture)
    }
  }

  private func endReading() throws(MediaError) {
    try video?.finish()
    try audio?.finish()
    phase = .emptying
    if let duration = info.duration, lastTime < duration - max(2, duration * 0.05) {
      warnings.add(
        "the media ends at \(WarningLog.clock(lastTime)), although its header says"
          + " \(WarningLog.clock(duration))", at: lastTime)
    }
  }

  // MARK: On demand

  private func readDemanded() throws(MediaError) {
    if let stretch = current {
      guard case .video(let picture)? = try feed.next() else { return try endStretch() }
      // Without times of presentation, a picture may come some packets after its time.
      let late = picture.presentation == nil ? 5 * picture.duration : 0
      if picture.horizon >= stretch.stop + late { return try endStretch() }
      lastTime = picture.time
      try video?.push(picture)
      return
    }
    if stretches.isEmpty, !requests.isEmpty { try plan() }
    guard !stretches.isEmpty else {
      phase = .ended
      return
    }
    let stretch = stretches.removeFirst()
    current = stretch
    try feed.seek(before: stretch.start)
    video?.begin(stretch.selectors)
  }

  private func endStretch() throws(MediaError) {
    if let current { read += length(current) }
    current = nil
    try video?.finish()
  }

  private func plan() throws(MediaError) {
    let planned = Stretch.merge(requests)
    requests = []
    demanded += planned.reduce(0) { $0 + length($1) }
    for stretch in planned { stretches.append(stretch) }
    opened.demuxer?.select(video: true, audio: false)
    if let demuxer = opened.demuxer, !demuxer.isSeekable {
      // It was read while it grew; now all of it is there.
      let again = try Demuxer(source)
      again.select(video: true, audio: false)
      feed = DemuxerFeed(again)
    }
    video = try makePipeline()
  }
}
