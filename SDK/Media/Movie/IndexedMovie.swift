/// An MP4 file whose index is plain enough to be walked through without libav.
struct IndexedMovie {
  let opened: OpenedStreams

  /// nil if `source`, whose first bytes are `start`, is something else, or without any video that
  /// `wishes` want.
  init?(_ source: ByteSource, _ start: [UInt8], _ wishes: [Wish]) throws(MediaError) {
    let boxes = ["ftyp", "moov", "mdat", "wide", "free", "skip"]
    guard start.count >= 8, boxes.contains(where: { start[4..<8].elementsEqual($0.utf8) }) else {
      return nil
    }
    // What is damaged is left to libav, which copes, or knows what to say.
    let index: MovieIndex
    do throws(MediaError) {
      guard let read = try MovieIndex(source) else { return nil }
      index = read
    } catch {
      if error.kind == .cancelled { throw error }
      return nil
    }
    // libav learns the streams' formats from the header alone.
    let header: Demuxer
    do throws(MediaError) {
      header = try Demuxer(source, hidden: index.tableNames())
    } catch {
      if error.kind == .cancelled { throw error }
      return nil
    }
    guard let video = header.video,
      let track = index.tracks.first(where: { $0.id == video.id && $0.handler == "vide" }),
      video.width > 0, track.isPlain, track.sampleCount > 0,
      track.timescale == Int(video.timeBase.denominator)
    else { return nil }
    video.learn(
      frameRate: try MovieFeed.frameRate(track), reordering: try MovieFeed.reordering(track))
    var sound: Demuxer?
    if header.audio != nil, wishes.contains(where: { !$0.needsVideo }) {
      sound = try Demuxer(source, hidden: index.tableNames(except: "soun"))
      sound?.select(video: false, audio: true)
    }
    let feed = try MovieFeed(source, track, video.timeBase, audio: sound)
    opened = OpenedStreams(
      info: MediaInfo(header), video: video, audio: sound?.audio ?? header.audio, demuxer: nil,
      movie: feed)
  }
}

/// A medium's streams, and what reads their packets: libav, or an index.
struct OpenedStreams {
  var info: MediaInfo
  var video: StreamFormat?
  var audio: StreamFormat?
  var demuxer: Demuxer?
  var movie: MovieFeed?
}
