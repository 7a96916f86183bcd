internal import CMedia

/// Turns decoded samples into float32 of one rate and number of channels (an `SwrContext`).
@safe final class Resampler {
  let sampleRate: Double
  let channels: Int
  private var context: OpaquePointer?
  /// Room for the samples of all channels, one channel behind the other.
  private var room = UnsafeMutableBufferPointer<Float>.allocate(capacity: 0)

  /// For samples like those in `first`; 0 for the rate or the channels: as they are.
  init(like first: Picture, sampleRate: Double, channels: Int) throws(MediaError) {
    let frame = unsafe first.pointer
    let inputRate = Int(unsafe frame.pointee.sample_rate)
    let rate = sampleRate > 0 ? Int(sampleRate.rounded()) : inputRate
    self.sampleRate = Double(rate)
    self.channels = channels > 0 ? channels : Int(unsafe frame.pointee.ch_layout.nb_channels)
    guard rate > 0, rate <= 1_000_000, self.channels > 0, self.channels <= 64 else {
      throw MediaError(
        .unsupported, "cannot make audio of \(rate) Hz and \(self.channels) channels")
    }
    var target = unsafe AVChannelLayout()
    var source = unsafe AVChannelLayout()
    defer {
      unsafe av_channel_layout_uninit(&target)
      unsafe av_channel_layout_uninit(&source)
    }
    unsafe av_channel_layout_default(&target, CInt(self.channels))
    if unsafe frame.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
      unsafe av_channel_layout_default(&source, frame.pointee.ch_layout.nb_channels)
    } else {
      unsafe av_channel_layout_copy(&source, &frame.pointee.ch_layout)
    }
    if channels == 0 { unsafe av_channel_layout_copy(&target, &source) }
    let format = unsafe AVSampleFormat(rawValue: frame.pointee.format)
    try check(
      unsafe swr_alloc_set_opts2(
        &context, &target, AV_SAMPLE_FMT_FLTP, CInt(rate), &source, format, CInt(inputRate), 0,
        nil), "the audio", "convert it")
    // Mixing down must not become louder than what is mixed: two channels weigh a half each.
    unsafe av_opt_set_double(UnsafeMutableRawPointer(context), "rematrix_maxval", 1, 0)
    try check(unsafe swr_init(context), "the audio", "convert it")
  }

  deinit {
    unsafe swr_free(&context)
    unsafe room.deallocate()
  }

  /// Converts `input` (nil: what is left inside at the end).
  /// - Returns: a plane of samples for each channel.
  ///
  /// The C function is `swr_convert`.
  func convert(_ input: Picture?) throws(MediaError) -> [[Float]] {
    let count = CInt(input.map { unsafe $0.pointer.pointee.nb_samples } ?? 0)
    let most = Int(unsafe swr_get_out_samples(context, count)) + 32
    if unsafe room.count < most * channels {
      unsafe room.deallocate()
      unsafe room = .allocate(capacity: most * channels)
    }
    var inputs: [UnsafePointer<UInt8>?] = unsafe Array(repeating: nil, count: 64)
    var outputs: [UnsafeMutablePointer<UInt8>?] = unsafe (0..<channels).map { channel in
      unsafe UnsafeMutableRawPointer(room.baseAddress! + channel * most)
        .assumingMemoryBound(to: UInt8.self)
    }
    let code: CInt
    if let input {
      try check(unsafe cmedia_planes(input.pointer, &inputs), "the audio", "convert it")
      code = unsafe swr_convert(context, &outputs, CInt(most), &inputs, count)
    } else {
      code = unsafe swr_convert(context, &outputs, CInt(most), nil, 0)
    }
    let made = Int(try check(code, "the audio", "convert it"))
    return (0..<channels).map { channel in
      unsafe Array(UnsafeBufferPointer(start: room.baseAddress! + channel * most, count: made))
    }
  }
}
