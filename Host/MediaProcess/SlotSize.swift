import Media

/// How large the places are through which frames and audio reach the host.
enum SlotSize {
  /// Of one `patchbay_packet`.
  static let packetBytes = 24
  /// Packets that a reader hands out at once, at most.
  private static let packets = 4096
  private static let page = 4096

  /// Enough for everything that `wishes` can bring. Memory that is not written costs nothing, so
  /// the bound is generous where pictures may differ in size.
  static func bytes(for wishes: [Wish], _ info: MediaInfo, _ limits: MediaLimits) -> Int {
    var most = packets * packetBytes
    for wish in wishes {
      switch wish {
      case .packets: break
      case .frames(let frames): most = max(most, bytes(for: frames, info))
      case .audio(let audio):
        let channels = audio.channels > 0 ? audio.channels : max(info.channels, 8)
        most = max(most, max(audio.block, 8192) * channels * 4)
      }
    }
    return (min(most, limits.payloadBytes) + page - 1) / page * page
  }

  private static func bytes(for wish: FrameWish, _ info: MediaInfo) -> Int {
    if wish.longestSide > 0 {
      let side = min(wish.longestSide, 16384)
      return FrameLayout(wish.format, width: side, height: side).byteCount
    }
    let exact = FrameLayout(wish.format, width: info.width, height: info.height).byteCount
    // The pictures of a sequence, and a stream's, may grow on the way.
    let room = FrameLayout(wish.format, width: 4096, height: 2304).byteCount
    return max(exact * (info.isPictures ? 4 : 1), room)
  }

  /// Fewer where they are large.
  static func count(_ size: Int) -> Int {
    size <= 1 << 20 ? 16 : size <= 32 << 20 ? 8 : 4
  }
}
