internal import CMedia

extension Cutter {
  /// Starts and stops at the very frames: whole groups of pictures are copied, where the codec
  /// allows, and only the edges are encoded anew.
  func cutExactly(_ segment: CutSegment) throws(MediaError) -> CutResult {
    guard let video = demuxer.video else { return try cut(segment) }
    let survey = try survey(segment, video)
    let isH264 = video.codec == "h264"
    let plan = ExactPlan(
      start: segment.start, stop: segment.stop, keys: survey.keys, mayCopy: isH264,
      tolerance: survey.tolerance)
    let work = try ExactCut(
      self, segment, video, sample: survey.sample, tolerance: survey.tolerance,
      delay: survey.delay, copies: plan.parts.contains { $0.isCopied })
    for part in plan.parts {
      if part.isCopied { try work.copy(part) } else { try work.encode(part) }
    }
    var result = try work.finish()
    if !isH264 {
      result.note = "its video (\(video.codec)) was encoded anew as h264, all of it"
    } else if !plan.parts.contains(where: { $0.isCopied }) {
      result.note = "its video was encoded anew, all of it: no whole group of pictures lies inside"
    }
    return result
  }

  private struct Survey {
    var keys: [ExactPlan.Key]
    /// Half the time of a picture, seconds.
    var tolerance: Double
    /// The most ticks by which keyframes are decoded before they are shown.
    var delay: Int64
    /// A decoded picture, which tells size and format.
    var sample: Picture
  }

  /// Walks through the stretch once, without decoding more than one picture.
  private func survey(
    _ segment: CutSegment, _ video: StreamFormat
  ) throws(MediaError) -> Survey {
    demuxer.select(video: true, audio: false)
    defer { demuxer.select(video: true, audio: true) }
    _ = try feed.seekKeyframe(before: segment.start + 0.001)
    let decoder = try VideoDecoder(video, subject: source.name, threads: 1, limits: limits)
    var keys: [ExactPlan.Key] = []
    var sample: Picture?
    var duration = 0.0
    var delay: Int64 = 0
    while case .video(let picture)? = try feed.next(), picture.horizon < segment.stop + 0.001 {
      guard case .packet(let packet) = picture.content else { break }
      if picture.isKey {
        keys.append(ExactPlan.Key(time: picture.time, isClosed: packet.isInstantRefresh))
        if let shown = packet.presentation, let decoded = packet.decoding {
          delay = max(delay, shown - decoded)
        }
      }
      duration = max(duration, picture.duration)
      if sample == nil {
        let take = { (picture: Picture) throws(MediaError) in if sample == nil { sample = picture }
        }
        _ = try decoder.decode(packet, take)
      }
    }
    if sample == nil {
      let take = { (picture: Picture) throws(MediaError) in if sample == nil { sample = picture } }
      _ = try decoder.decode(nil, take)
    }
    guard let sample else {
      throw MediaError(
        .unreadable,
        "\(source.name): no picture from \(WarningLog.clock(segment.start)) on can be decoded")
    }
    return Survey(
      keys: keys, tolerance: duration > 0 ? min(duration / 2, 0.1) : 0.005, delay: delay,
      sample: sample)
  }
}

extension Packet {
  /// Whether it holds an H.264 picture that resets the decoder (IDR), however its parts are
  /// delimited: by lengths, as in MP4, or by start codes.
  var isInstantRefresh: Bool {
    let count = size
    guard count > 5 else { return false }
    let bytes = unsafe self.bytes
    var at = 0
    let hasStartCodes = unsafe bytes[0] == 0 && bytes[1] == 0 && (bytes[2] == 1 || bytes[3] == 1)
    while at + 5 <= count {
      if hasStartCodes {
        if unsafe bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1 {
          let type = unsafe bytes[at + 3] & 0x1F
          if type == 5 { return true }
          if type == 1 { return false }
        }
        at += 1
      } else {
        let type = unsafe bytes[at + 4] & 0x1F
        if type == 5 { return true }
        if type == 1 { return false }
        let length = unsafe bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        at += 4 + length
      }
    }
    return false
  }
}
