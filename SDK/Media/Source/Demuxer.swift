internal import CMedia

/// One open media file, closed when the last reference goes away.
///
/// libavformat contexts belong to one thread at a time, so a `Demuxer` is not `Sendable`.
@safe final class Demuxer {
  let source: ByteSource
  let input: InputContext
  let context: UnsafeMutablePointer<AVFormatContext>
  let isSeekable: Bool
  private(set) var video: StreamFormat?
  private(set) var audio: StreamFormat?

  /// Opens `source` and reads its header and as many packets as it takes to know its streams.
  ///
  /// `hidden`: where the names of boxes stand that are passed over, as `MovieIndex` tells them.
  /// The C functions are `avformat_open_input` and `avformat_find_stream_info`.
  init(_ source: ByteSource, seekable: Bool = true, hidden: [Int] = []) throws(MediaError) {
    cmedia_quiet()
    self.source = source
    isSeekable = seekable
    input = try InputContext(source, hidden: hidden)
    if !seekable { input.forbidSeeking() }
    guard let made = unsafe avformat_alloc_context() else {
      throw MediaError(code: cmedia_no_memory, source.name, "open it")
    }
    var opened: UnsafeMutablePointer<AVFormatContext>? = unsafe made
    unsafe made.pointee.pb = unsafe input.context
    unsafe made.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    unsafe made.pointee.format_whitelist = av_strdup(Demuxer.containers)
    unsafe cmedia_forbid_other_files(made)
    let code = unsafe avformat_open_input(&opened, nil, nil, nil)  // frees `made` on failure
    guard code >= 0, let opened = unsafe opened else {
      throw try Demuxer.reason(source, input, code)
    }
    unsafe context = opened  // from here on, `deinit` closes it, even if we throw
    let found = unsafe avformat_find_stream_info(context, nil)
    if found < 0 { throw try Demuxer.reason(source, input, found) }
    let shift = startShift
    video = try best(AVMEDIA_TYPE_VIDEO, shift)
    audio = try best(AVMEDIA_TYPE_AUDIO, shift)
    if video == nil, audio == nil {
      throw MediaError(.noSuchStream, "\(source.name) holds neither video nor audio")
    }
  }

  deinit {
    var closing: UnsafeMutablePointer<AVFormatContext>? = unsafe context
    unsafe avformat_close_input(&closing)
  }

  /// Such as "mov,mp4,m4a,3gp,3g2,mj2".
  var container: String { unsafe String(cString: context.pointee.iformat.pointee.name) }

  /// Seconds, as the header or the size say; nil where unknown.
  var duration: Double? {
    let value = unsafe context.pointee.duration
    return value > 0 ? Double(value) / Double(AV_TIME_BASE) : nil
  }

  /// Media time starts at 0 with the first picture, or sound where there are none, except where
  /// the container's own times mean something: an MP4's edit lists place its tracks already.
  private var startShift: Double {
    if container.hasPrefix("mov") { return 0 }
    let index = unsafe av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
    if index >= 0, let stream = unsafe cmedia_stream(context, UInt32(index)),
      unsafe stream.pointee.start_time != cmedia_no_time
    {
      let base = unsafe TimeBase(stream.pointee.time_base, shift: 0)
      return unsafe base.seconds(stream.pointee.start_time)
    }
    let start = unsafe context.pointee.start_time
    return start == cmedia_no_time ? 0 : Double(start) / Double(AV_TIME_BASE)
  }

  private func best(_ kind: AVMediaType, _ shift: Double) throws(MediaError) -> StreamFormat? {
    let index = unsafe av_find_best_stream(context, kind, -1, -1, nil, 0)
    guard index >= 0, let stream = unsafe cmedia_stream(context, UInt32(index)) else { return nil }
    // The cover of an album is no video.
    if unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 { return nil }
    return unsafe try StreamFormat(
      index: Int(index), stream: stream,
      timeBase: TimeBase(stream.pointee.time_base, shift: shift))
  }

  /// Which packets are read at all; the others cost next to nothing.
  func select(video wantsVideo: Bool, audio wantsAudio: Bool) {
    for index in 0..<(unsafe context.pointee.nb_streams) {
      let wanted =
        (wantsVideo && Int(index) == video?.index) || (wantsAudio && Int(index) == audio?.index)
      unsafe cmedia_stream(context, index).pointee.discard =
        wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL
    }
  }

  /// The next packet of a selected stream; nil at the end.
  ///
  /// The C function is `av_read_frame`.
  func read() throws(MediaError) -> Packet? {
    let packet = try Packet()
    let code = unsafe av_read_frame(context, packet.pointer)
    if code == cmedia_end_of_file { return nil }
    if let failure = input.failure { throw failure }
    if source.wasCancelled { throw .cancelled }
    try check(code, source.name, "read on")
    return packet
  }

  /// Goes to the last keyframe at or before `time` (seconds), or near it.
  ///
  /// The C function is `av_seek_frame`.
  func seek(before time: Double) throws(MediaError) {
    guard let stream = video ?? audio else { return }
    // Streams that were made for broadcast start at any time, which a search may miss.
    if time <= 0, unsafe context.pointee.iformat.pointee.flags & AVFMT_TS_DISCONT != 0,
      unsafe av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE) >= 0
    {
      return
    }
    let code = unsafe av_seek_frame(
      context, CInt(stream.index), stream.timeBase.ticks(time), AVSEEK_FLAG_BACKWARD)
    if source.wasCancelled { throw .cancelled }
    if code < 0 {
      // Before the first packet, or no index: start again.
      try check(
        unsafe av_seek_frame(context, -1, Int64.min / 4, AVSEEK_FLAG_BACKWARD), source.name,
        "go back to an earlier time")
    }
  }
}
