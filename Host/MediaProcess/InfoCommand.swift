import Media

/// `patchbay-media info FILE...`: one line of JSON for each file.
enum InfoCommand {
  static func run(_ files: [String]) -> Int32 {
    var status = ExitCode.success
    for file in files {
      do throws(MediaError) {
        let reader = try MediaReader(ByteSource(path: file), wishes: [])
        print(describe(reader.info, file))
      } catch {
        status = ExitCode.failed
        var line = JSONLine()
        line.add("file", file)
        line.add("error", error.description)
        line.add("kind", error.kind.rawValue)
        print(line.text)
      }
    }
    return status
  }

  private static func describe(_ info: MediaInfo, _ file: String) -> String {
    var line = JSONLine()
    line.add("file", file)
    line.add("container", info.container)
    if let duration = info.duration { line.add("duration", duration) }
    if info.hasVideo {
      line.add("width", Double(info.width))
      line.add("height", Double(info.height))
      line.add("rotation", Double(info.rotation))
      if let rate = info.frameRate { line.add("frame_rate", rate) }
      if let codec = info.videoCodec { line.add("video_codec", codec) }
    }
    if info.hasAudio {
      line.add("sample_rate", info.sampleRate)
      line.add("channels", Double(info.channels))
      if let codec = info.audioCodec { line.add("audio_codec", codec) }
    }
    add(info.tags, to: &line)
    return line.text
  }

  private static func add(_ tags: MediaTags, to line: inout JSONLine) {
    let texts = [
      ("artist", tags.artist), ("album", tags.album), ("title", tags.title), ("date", tags.date),
      ("genre", tags.genre), ("cover", tags.cover?.mediaType ?? ""),
    ]
    for (name, text) in texts where !text.isEmpty { line.add(name, text) }
  }
}
