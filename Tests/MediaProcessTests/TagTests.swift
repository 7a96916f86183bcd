import Plugins
import TestSupport
import Testing

/// Tags and covers, from the file to the host.
@Suite struct TagTests {
  let folder = TemporaryFolder()

  private func tags(_ name: String, _ bytes: [UInt8]) throws -> MediaTags? {
    let path = "\(folder.path)/\(name)"
    writeFile(path, bytes)
    let client = try MediaClient(program: Run.program)
    defer { client.close() }
    return try client.open(.path(path), wishes: [], wantsTags: true).tags
  }

  @Test func `tags of a WAV file arrive as they are`() throws {
    let song = Song.wav(
      seconds: 0.5, artist: "Björk", title: "Jóga", album: "Homogenic", date: "1997-09",
      genre: "art pop;electronic")
    let tags = try #require(try tags("a.wav", song))
    #expect(tags.artist == "Björk" && tags.title == "Jóga" && tags.album == "Homogenic")
    #expect(tags.date == "1997-09" && tags.genre == "art pop;electronic" && tags.cover == nil)
  }

  @Test func `the cover of an MP3 file arrives byte by byte, and is no video`() throws {
    let tags = try #require(
      try tags("a.mp3", Song.mp3(artist: "Земфира", title: "Искала", cover: Song.cover)))
    #expect(tags.artist == "Земфира" && tags.title == "Искала")
    #expect(tags.cover == MediaTags.Cover(mediaType: "image/png", bytes: Song.cover))
  }

  @Test func `tags that are no UTF-8 are read as Latin-1`() throws {
    var song = Song.wav(seconds: 0.1, artist: "Bjork", title: "A")
    let at = try #require(song.indices.first { song[$0...].starts(with: Array("Bjork".utf8)) })
    song[at + 2] = 0xF6  // ö
    #expect(try tags("a.wav", song)?.artist == "Björk")
  }

  @Test func `tags that nobody asked for do not come`() throws {
    let path = "\(folder.path)/a.wav"
    writeFile(path, Song.wav(seconds: 0.1, title: "A"))
    let client = try MediaClient(program: Run.program)
    defer { client.close() }
    #expect(try client.open(.path(path), wishes: []).tags == nil)
  }

  @Test func `a file without tags has empty ones`() throws {
    #expect(try tags("a.wav", Song.wav(seconds: 0.1)) == MediaTags())
  }

  @Test func `info tells them too`() throws {
    let path = "\(folder.path)/a.wav"
    writeFile(path, Song.wav(seconds: 1, title: "Jóga"))
    let output = "\(folder.path)/output.txt"
    #expect(Program.run(Run.program, ["info", path], output: output) == 0)
    #expect(
      String(decoding: try #require(readFile(output)), as: UTF8.self)
        == "{\"file\":\"\(path)\",\"container\":\"wav\",\"duration\":1,\"sample_rate\":8000,"
        + "\"channels\":1,\"audio_codec\":\"pcm_s16le\",\"title\":\"Jóga\"}\n")
  }
}
