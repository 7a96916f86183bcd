internal import CMedia

/// One compressed packet (an `AVPacket`), reference counted by libav.
///
/// Handed from thread to thread whole; only one owner uses it at a time.
@safe final class Packet: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws(MediaError) {
    guard let made = unsafe av_packet_alloc() else {
      throw MediaError(code: cmedia_no_memory, "the media", "read it")
    }
    unsafe pointer = made
  }

  /// A packet that owns `count` bytes, filled by `fill`.
  convenience init(count: Int) throws(MediaError) {
    try self.init()
    try check(
      unsafe av_new_packet(pointer, CInt(clamping: count)), "the media", "hold a packet of it")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVPacket>? = unsafe pointer
    unsafe av_packet_free(&freeing)
  }

  var streamIndex: Int { Int(unsafe pointer.pointee.stream_index) }
  var size: Int { Int(unsafe pointer.pointee.size) }
  var isKey: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
  /// Whether its picture serves only to decode others (before an edit list's start).
  var isDiscarded: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }

  /// In the stream's own units; nil where unknown.
  var presentation: Int64? {
    get {
      let value = unsafe pointer.pointee.pts
      return value == cmedia_no_time ? nil : value
    }
    set { unsafe pointer.pointee.pts = newValue ?? cmedia_no_time }
  }
  var decoding: Int64? {
    let value = unsafe pointer.pointee.dts
    return value == cmedia_no_time ? nil : value
  }
  var duration: Int64 { unsafe pointer.pointee.duration }

  @unsafe var bytes: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: pointer.pointee.data, count: size)
  }
}

extension Packet {
  convenience init(_ bytes: [UInt8]) throws(MediaError) {
    try self.init(count: bytes.count)
    unsafe self.bytes.copyBytes(from: bytes)
  }

  var copiedBytes: [UInt8] { unsafe Array(bytes) }
}

extension Packet {
  /// Sets times and flags as `picture` tells them.
  func describe(_ picture: CodedPicture) {
    unsafe pointer.pointee.pts = picture.presentation ?? cmedia_no_time
    unsafe pointer.pointee.dts = picture.decoding ?? cmedia_no_time
    if picture.isKey { unsafe pointer.pointee.flags |= AV_PKT_FLAG_KEY }
    if picture.isHidden { unsafe pointer.pointee.flags |= AV_PKT_FLAG_DISCARD }
  }
}

extension Packet {
  /// A copy with `bytes` in front.
  func withPrefix(_ prefix: [UInt8]) throws(MediaError) -> Packet {
    let copy = try Packet(prefix + copiedBytes)
    try check(
      unsafe av_packet_copy_props(copy.pointer, pointer), "the media", "copy a packet of it")
    return copy
  }
}
