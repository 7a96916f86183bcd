internal import CMedia

/// Writes packets into a container (an output `AVFormatContext`).
///
/// Belongs to one thread at a time. Without `finish`, nothing is left behind.
@safe final class Muxer {
  let file: OutputFile
  private let output: OutputContext
  let context: UnsafeMutablePointer<AVFormatContext>
  private var hasHeader = false

  /// The container is the one that the path's ending stands for, or `container` if that says
  /// nothing.
  init(path: String, container: String? = nil, replaces: Bool) throws(MediaError) {
    file = try OutputFile(path: path, replaces: replaces)
    output = try OutputContext(file)
    var made: UnsafeMutablePointer<AVFormatContext>?
    var code = unsafe avformat_alloc_output_context2(&made, nil, nil, path)
    if code < 0, let container {
      code = unsafe avformat_alloc_output_context2(&made, nil, container, path)
    }
    guard code >= 0, let made = unsafe made else {
      throw MediaError(
        .unsupported, "\(file.name): no container is known for a name like this; try '.mp4'")
    }
    unsafe context = made
    unsafe context.pointee.pb = unsafe output.context
    unsafe context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
  }

  deinit { unsafe avformat_free_context(context) }

  /// Adds a stream for what `encoder` makes and returns its index.
  func addStream(_ encoder: VideoEncoder) throws(MediaError) -> Int {
    unsafe try addStream(encoder.timeBase) { parameters in
      unsafe avcodec_parameters_from_context(parameters, encoder.context)
    }
  }

  func addStream(_ encoder: AudioEncoder) throws(MediaError) -> Int {
    unsafe try addStream(encoder.timeBase) { parameters in
      unsafe avcodec_parameters_from_context(parameters, encoder.context)
    }
  }

  /// Adds a stream for packets that are copied as they are.
  func addStream(copying format: StreamFormat) throws(MediaError) -> Int {
    unsafe try addStream(format.timeBase.rational) { parameters in
      unsafe avcodec_parameters_copy(parameters, format.parameters)
    }
  }

  private func addStream(
    _ timeBase: AVRational, _ fill: (UnsafeMutablePointer<AVCodecParameters>) -> CInt
  ) throws(MediaError) -> Int {
    guard let stream = unsafe avformat_new_stream(context, nil) else {
      throw MediaError(code: cmedia_no_memory, file.name, "write it")
    }
    try check(unsafe fill(stream.pointee.codecpar), file.name, "describe a stream of it")
    // The tag is the source container's name for the codec; this container has its own.
    unsafe stream.pointee.codecpar.pointee.codec_tag = 0
    unsafe stream.pointee.time_base = timeBase
    return Int(unsafe stream.pointee.index)
  }

  /// Whether encoders must put their headers into the stream's description.
  var wantsGlobalHeader: Bool {
    unsafe context.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0
  }

  /// Turns the stream's pictures for display as those of `source` are.
  func copyRotation(to index: Int, from source: UnsafePointer<AVStream>) {
    var size = 0
    guard
      let matrix = unsafe av_stream_get_side_data(source, AV_PKT_DATA_DISPLAYMATRIX, &size),
      let stream = unsafe cmedia_stream(context, UInt32(index)),
      let copy = unsafe av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, size)
    else { return }
    unsafe copy.update(from: matrix, count: size)
  }

  /// To be called once, when all streams are known.
  func writeHeader() throws(MediaError) {
    hasHeader = true
    try pass(unsafe avformat_write_header(context, nil))
  }

  /// Writes one packet, whose times are in `timeBase`.
  func write(_ packet: Packet, to index: Int, timeBase: AVRational) throws(MediaError) {
    guard let stream = unsafe cmedia_stream(context, UInt32(index)) else { return }
    unsafe av_packet_rescale_ts(packet.pointer, timeBase, stream.pointee.time_base)
    unsafe packet.pointer.pointee.stream_index = CInt(index)
    unsafe packet.pointer.pointee.pos = -1
    try pass(unsafe av_interleaved_write_frame(context, packet.pointer))
  }

  /// Writes what is missing and gives the file its name.
  func finish() throws(MediaError) {
    try pass(unsafe av_write_trailer(context))
    unsafe avio_flush(output.context)
    try file.commit()
  }

  private func pass(_ code: CInt) throws(MediaError) {
    if let failure = file.failure { throw failure }
    guard code >= 0 else {
      throw MediaError(.notWritten, "\(file.name): cannot write it: \(MediaError.reason(code))")
    }
  }
}

extension Muxer {
  /// Replaces the codec's headers of a stream. Before `writeHeader`.
  func setHeader(_ bytes: [UInt8], of index: Int) throws(MediaError) {
    guard let stream = unsafe cmedia_stream(context, UInt32(index)) else { return }
    let padding = Int(AV_INPUT_BUFFER_PADDING_SIZE)
    guard let made = unsafe av_mallocz(bytes.count + padding) else {
      throw MediaError(code: cmedia_no_memory, file.name, "write it")
    }
    unsafe made.copyMemory(from: bytes, byteCount: bytes.count)
    unsafe av_freep(&stream.pointee.codecpar.pointee.extradata)
    unsafe stream.pointee.codecpar.pointee.extradata = made.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.codecpar.pointee.extradata_size = CInt(bytes.count)
  }
}
