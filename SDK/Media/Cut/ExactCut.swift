internal import CMedia

/// One stretch on its way to a file of its own, cut at the very frames.
///
/// Encoded and copied pictures follow each other in one stream. Each kind has parameter sets of
/// its own number, and both stand in the file's header, so a decoder can change between them.
final class ExactCut {
  private let cutter: Cutter
  private let segment: CutSegment
  private let video: StreamFormat
  private let tolerance: Double
  private let muxer: Muxer
  private let form: VideoEncoder.Form
  /// The encoder's parameter sets; the same for each that is made in this form.
  private let header: [UInt8]
  private let filter: BitstreamFilter?
  private let stream: Int
  private let sound: CutTrack
  private let soundFeed: DemuxerFeed?
  private var waitingSound: Packet?
  private var first: Double?
  private var last: Double?
  /// Ticks by which copied packets are decoded before they are shown; encoded ones follow suit.
  private let delay: Int64
  private var lastDecoding = Int64.min
  private var needsHeader = false

  /// A number of parameter sets that sources hardly use.
  private static let parameterSet = 23

  init(
    _ cutter: Cutter, _ segment: CutSegment, _ video: StreamFormat, sample: Picture,
    tolerance: Double, delay: Int64, copies: Bool
  ) throws(MediaError) {
    self.cutter = cutter
    self.segment = segment
    self.video = video
    self.tolerance = tolerance
    self.delay = copies ? delay : 0
    form = ExactCut.form(sample, video)
    let encoder = try VideoEncoder(form, subject: cutter.source.name)
    header = encoder.header
    muxer = try Muxer(path: segment.path, container: "mp4", replaces: cutter.options.replaces)
    stream = try muxer.addStream(encoder)
    if copies {
      let isPacked = unsafe video.parameters.pointee.extradata?.pointee == 1
      let made = try BitstreamFilter(
        isPacked ? "h264_mp4toannexb" : "null", video, subject: cutter.source.name)
      filter = made
      try muxer.setHeader(made.header + encoder.header, of: stream)
    } else {
      filter = nil
    }
    // Sound is read by itself, in step with the pictures, which are read in several goes.
    if cutter.demuxer.audio != nil {
      let demuxer = try Demuxer(cutter.source)
      demuxer.select(video: false, audio: true)
      sound = try CutTrack(muxer, demuxer, origin: segment.start, copiesVideo: false)
      try demuxer.seek(before: max(segment.start - 1, 0))
      soundFeed = DemuxerFeed(demuxer)
    } else {
      sound = try CutTrack(muxer, cutter.demuxer, origin: segment.start, copiesVideo: false)
      soundFeed = nil
    }
    if let source = unsafe cmedia_stream(cutter.demuxer.context, UInt32(video.index)) {
      unsafe muxer.copyRotation(to: stream, from: source)
    }
    try muxer.writeHeader()
  }

  private static func form(_ sample: Picture, _ video: StreamFormat) -> VideoEncoder.Form {
    let rate = video.frameRate ?? 25
    var form = VideoEncoder.Form(
      width: sample.width, height: sample.height, timeBase: video.timeBase.rational,
      frameRate: AVRational(num: CInt((rate * 1000).rounded()), den: 1000))
    form.format = sample.format
    form.bFrames = 0
    form.options = [
      ("preset", "veryfast"), ("crf", "18"), ("x264-params", "sps-id=\(parameterSet)"),
    ]
    let frame = unsafe sample.pointer
    form.colours = unsafe VideoEncoder.Colours(
      range: frame.pointee.color_range, space: frame.pointee.colorspace,
      primaries: frame.pointee.color_primaries, transfer: frame.pointee.color_trc,
      aspect: frame.pointee.sample_aspect_ratio)
    return form
  }

  // MARK: Parts

  /// Copies the packets from the keyframe at `part.start` up to the one at `part.stop`.
  func copy(_ part: ExactPlan.Part) throws(MediaError) {
    guard let filter else { return }
    try goTo(part.start)
    while case .video(let picture)? = try cutter.feed.next() {
      if picture.time < part.start - tolerance { continue }
      if picture.isKey, picture.time >= part.stop - tolerance { return }
      guard case .packet(let packet) = picture.content else { return }
      note(picture.time, picture.duration)
      try write(filter.filter(packet), at: picture.time)
    }
  }

  /// Decodes and encodes anew the frames from `part.start` on, before `part.stop`.
  func encode(_ part: ExactPlan.Part) throws(MediaError) {
    try goTo(part.start)
    let decoder = try VideoDecoder(
      video, subject: cutter.source.name, threads: 2, limits: cutter.limits)
    let encoder = try VideoEncoder(form, subject: cutter.source.name)
    needsHeader = true
    let take = { [self] (picture: Picture) throws(MediaError) in
      guard let ticks = picture.time else { return }
      let time = video.timeBase.seconds(ticks)
      guard time >= part.start - tolerance, time < part.stop - tolerance else { return }
      note(time, video.timeBase.duration(picture.duration))
      try encode(picture, ticks, encoder)
    }
    while case .video(let picture)? = try cutter.feed.next(), picture.horizon < part.stop {
      guard case .packet(let packet) = picture.content else { break }
      _ = try decoder.decode(packet, take)
    }
    _ = try decoder.decode(nil, take)
    try encoder.encode(nil) { packet throws(MediaError) in try writeEncoded(packet) }
  }

  private func encode(
    _ picture: Picture, _ ticks: Int64, _ encoder: VideoEncoder
  ) throws(MediaError) {
    unsafe picture.pointer.pointee.pts = ticks
    // The source's kind of picture must not be forced on the encoder.
    unsafe picture.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    try encoder.encode(picture) { packet throws(MediaError) in try writeEncoded(packet) }
  }

  private func goTo(_ time: Double) throws(MediaError) {
    cutter.demuxer.select(video: true, audio: false)
    _ = try cutter.feed.seekKeyframe(before: time + tolerance / 2)
  }

  private func note(_ time: Double, _ duration: Double) {
    first = min(first ?? time, time)
    last = max(last ?? time, time + duration)
  }

  // MARK: Writing

  private func writeEncoded(_ packet: Packet) throws(MediaError) {
    var packet = packet
    if needsHeader {
      needsHeader = false
      packet = try packet.withPrefix(header)
    }
    guard let shown = packet.presentation else { return }
    // Without B-frames, packets are decoded in the order of display, as early as copied ones.
    unsafe packet.pointer.pointee.dts = shown - delay
    try write(packet, at: video.timeBase.seconds(shown))
  }

  private func write(_ packet: Packet, at time: Double) throws(MediaError) {
    try writeSound(before: time)
    packet.shift(by: -video.timeBase.ticks(segment.start))
    if let decoded = packet.decoding, decoded <= lastDecoding {
      unsafe packet.pointer.pointee.dts = lastDecoding + 1
    }
    lastDecoding = packet.decoding ?? lastDecoding
    try muxer.write(packet, to: stream, timeBase: video.timeBase.rational)
  }

  private func writeSound(before time: Double) throws(MediaError) {
    guard let soundFeed, let base = cutter.demuxer.audio?.timeBase else { return }
    while true {
      if waitingSound == nil, case .audio(let packet)? = try soundFeed.next() {
        waitingSound = packet
      }
      guard let packet = waitingSound else { return }
      let ticks = packet.presentation ?? packet.decoding ?? 0
      if base.seconds(ticks) > time { return }
      waitingSound = nil
      try sound.copyAudio(packet, before: segment.stop)
    }
  }

  func finish() throws(MediaError) -> CutResult {
    guard let first, let last else {
      throw MediaError(
        .badRequest,
        "\(cutter.source.name) holds no picture from \(WarningLog.clock(segment.start))"
          + " to \(WarningLog.clock(segment.stop))")
    }
    try writeSound(before: segment.stop)
    try muxer.finish()
    return CutResult(path: segment.path, start: first, stop: last, note: nil)
  }
}
