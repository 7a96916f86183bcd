/// One packet of video on its way to the decoder, or to being passed over.
struct CodedPicture {
  enum Content {
    case packet(Packet)
    /// Still in the file; it is read only if it is decoded.
    case stored(offset: Int)
  }

  /// Shown at this time, seconds.
  var time: Double
  /// No packet from here on is shown before this time.
  var horizon: Double
  /// Seconds; 0 where unknown.
  var duration: Double
  var size: Int
  var isKey: Bool
  /// Its picture only helps to decode others.
  var isHidden: Bool
  /// In the stream's ticks.
  var presentation: Int64?
  var decoding: Int64?
  var content: Content

  var description: VideoPacket {
    VideoPacket(time: time, duration: duration, size: size, isKey: isKey)
  }
}

/// Where packets come from: a demuxer, or an index that says where they lie.
protocol PacketFeed: AnyObject {
  /// The next packet of a selected stream; nil at the end.
  func next() throws(MediaError) -> FeedItem?
  /// Goes to the last keyframe at or before `time`, or further back.
  func seek(before time: Double) throws(MediaError)
  /// What went wrong since the last call, if anything did.
  func takeProblem() -> (text: String, time: Double)?
  /// The bytes of a packet that `next` gave out; nil where the file ends too early.
  func load(_ picture: CodedPicture) throws(MediaError) -> Packet?
}

enum FeedItem {
  case video(CodedPicture)
  case audio(Packet)
}
