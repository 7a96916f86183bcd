/// Packets as libav's demuxer reads them, one after the other.
final class DemuxerFeed: PacketFeed {
  private let demuxer: Demuxer
  private var lastTime = 0.0
  private var horizon = -Double.infinity
  private var failures = 0
  /// After a jump: packets before the first keyframe are of no use.
  private var needsKeyframe = false
  private(set) var problem: (text: String, time: Double)?

  init(_ demuxer: Demuxer) { self.demuxer = demuxer }

  func next() throws(MediaError) -> FeedItem? {
    while true {
      let packet: Packet
      do throws(MediaError) {
        guard let read = try demuxer.read() else { return nil }
        packet = read
      } catch {
        // One bad stretch is passed over; a reader that never gets further ends.
        failures += 1
        if error.kind != .unreadable || demuxer.input.failure != nil || failures > 100 {
          throw error
        }
        problem = (error.description, lastTime)
        continue
      }
      guard let video = demuxer.video, packet.streamIndex == video.index else {
        if packet.streamIndex == demuxer.audio?.index { return .audio(packet) }
        continue
      }
      if needsKeyframe, !packet.isKey { continue }
      needsKeyframe = false
      return .video(describe(packet, video.timeBase))
    }
  }

  private func describe(_ packet: Packet, _ base: TimeBase) -> CodedPicture {
    let duration = packet.duration > 0 ? base.duration(packet.duration) : 0
    let time =
      (packet.presentation ?? packet.decoding).map(base.seconds) ?? lastTime + duration
    // Without decoding times, no more than a second of reordering is expected.
    horizon = max(horizon, packet.decoding.map(base.seconds) ?? time - 1)
    lastTime = time
    return CodedPicture(
      time: time, horizon: horizon, duration: duration, size: packet.size, isKey: packet.isKey,
      isHidden: packet.isDiscarded, presentation: packet.presentation, decoding: packet.decoding,
      content: .packet(packet))
  }

  func seek(before time: Double) throws(MediaError) { _ = try seekKeyframe(before: time) }

  /// Goes to the last keyframe at or before `time`, and returns its time; nil without video.
  func seekKeyframe(before time: Double) throws(MediaError) -> Double? {
    guard demuxer.video != nil else {
      try jump(to: max(time, 0))
      return nil
    }
    // Not every container knows its keyframes: where the jump lands too late, jump again.
    for back in [0, 2, 10, 60, Double.infinity] {
      let target = max(time - back, 0)
      try jump(to: target)
      guard let first = try nextVideoTime() else { continue }
      if first <= time || target == 0 {
        try jump(to: target)
        return first
      }
    }
    try jump(to: 0)
    return nil
  }

  private func jump(to time: Double) throws(MediaError) {
    try demuxer.seek(before: time)
    horizon = -.infinity
    needsKeyframe = true
  }

  private func nextVideoTime() throws(MediaError) -> Double? {
    while let item = try next() {
      if case .video(let picture) = item { return picture.time }
    }
    return nil
  }

  func load(_ picture: CodedPicture) throws(MediaError) -> Packet? {
    guard case .packet(let packet) = picture.content else { return nil }
    return packet
  }

  /// What went wrong since the last call, if anything did.
  func takeProblem() -> (text: String, time: Double)? {
    defer { problem = nil }
    return problem
  }
}
