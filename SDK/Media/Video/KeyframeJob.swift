/// One keyframe to be decoded by itself, and what came of it.
///
/// Written by the worker that decodes it, read by the reader once it is done.
final class KeyframeJob: @unchecked Sendable {  // `KeyframePool.condition` guards the result
  let packet: Packet
  let picture: CodedPicture
  let wishes: UInt64
  var frames: [(wish: Int, frame: VideoFrame)] = []
  var problem: MediaError?
  var isDamaged = false
  var isEmpty = true
  var isDone = false

  init(_ packet: Packet, _ picture: CodedPicture, wishes: UInt64) {
    self.packet = packet
    self.picture = picture
    self.wishes = wishes
  }
}
