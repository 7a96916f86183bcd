import Media
import TestSupport
import Testing

/// What is said of media that cannot be read.
@Suite struct BadMediaTests {
  let folder = TemporaryFolder()

  private func file(_ name: String, _ bytes: [UInt8]) -> String {
    let path = "\(folder.path)/\(name)"
    #expect(writeFile(path, bytes))
    return path
  }

  private func told(_ name: String, _ bytes: [UInt8]) -> MediaError? {
    let path = file(name, bytes)
    return failure(try ByteSource(path: path))
  }

  @Test func `an empty file`() {
    #expect(told("a.mp4", []) == MediaError(.unreadable, "a.mp4 is empty (0 bytes)"))
  }

  @Test func `nothing but zeros`() {
    #expect(
      told("a.mp4", Array(repeating: 0, count: 3_000_000))
        == MediaError(.unreadable, "a.mp4 is not media: it starts with zeros only"))
  }

  @Test func `text`() {
    let text = Array(repeating: Array("Dear diary, today nothing moved.\n".utf8), count: 500)
    #expect(
      told("diary.txt", text.flatMap { $0 })
        == MediaError(
          .unreadable,
          "diary.txt is not media of a kind that is known here, or it is damaged"))
  }

  @Test func `a playlist that names other files`() {
    let list = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n/etc/passwd\n#EXT-X-ENDLIST\n"
    #expect(told("list.m3u8", Array(list.utf8))?.kind == .unreadable)
    #expect(told("list.txt", Array("ffconcat version 1.0\nfile /etc/passwd\n".utf8)) != nil)
  }

  @Test func `garbage behind a good header`() throws {
    let clip = try Clip.write("clip.mp4", seconds: 1, in: folder)
    let start = try #require(readFile(clip)).prefix(32)
    var random = SystemRandomNumberGenerator()
    let garbage = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(
      told("b.mp4", Array(start) + garbage)
        == MediaError(
          .unreadable,
          "b.mp4 is an MP4 whose index (the 'moov' box) is missing or damaged;"
            + " the recording or its upload was probably cut off"))
  }

  @Test func `no such file`() {
    #expect(
      failure(try ByteSource(path: "\(folder.path)/none.mp4"))
        == MediaError(.unreadable, "none.mp4: cannot open it: No such file or directory"))
  }

  @Test func `a folder`() {
    #expect(
      failure(try ByteSource(path: folder.path))?.description.hasSuffix("is not a file") == true)
  }

  @Test func `a video where audio is wanted`() throws {
    let clip = try Clip.write("mute.mp4", seconds: 1, in: folder)
    #expect(
      failure(try ByteSource(path: clip), [.audio(AudioWish())])
        == MediaError(.noSuchStream, "mute.mp4 has no audio stream"))
  }

  @Test func `a recording that is cut off gives what is there, and says so`() throws {
    let clip = try Clip.write("whole.mkv", seconds: 20, in: folder) {
      $0.options += [("crf", "1")]
    }
    let bytes = try #require(readFile(clip))
    let path = file("cut.mkv", Array(bytes.prefix(bytes.count / 2)))
    let reading = try Reading(
      ByteSource(path: path), [.frames(FrameWish(.gray8, sampling: .keyframes))])
    let count = reading.frames[0]?.count ?? 0
    #expect(count > 0 && count < 10)
    #expect(reading.warnings.contains { $0.text.contains("although its header says 20.0 s") })
  }

  @Test func `damage in the middle is told with its time, and the rest comes`() throws {
    let clip = try Clip.write("whole.mp4", seconds: 10, in: folder)
    var bytes = try #require(readFile(clip))
    let reading = try Reading(ByteSource(bytes: bytes), [.packets])
    #expect(reading.packets.count == 250)
    // The pictures lie before the index; wipe some of them out.
    for index in bytes.count / 4..<bytes.count / 3 { bytes[index] = 0xA5 }
    let damaged = try Reading(ByteSource(bytes: bytes), [.frames(FrameWish(.gray8))])
    #expect((damaged.frames[0]?.count ?? 0) > 100)
    #expect(!damaged.warnings.isEmpty)
    #expect(damaged.warnings.allSatisfy { $0.time >= 0 && $0.time <= 10 })
  }
}
