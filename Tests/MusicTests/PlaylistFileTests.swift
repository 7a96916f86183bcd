import Catalogue
import Music
import Plugins
import TestSupport
import Testing

@Suite("A playlist")
struct PlaylistFileTests {
  private let list: PlaylistFile = {
    var one = Track(path: "/music/50% & <more>/Ä.mp3")
    one.artist = "A & B"
    one.title = "<T>\n\u{1}"
    one.album = "\"Q\""
    one.duration = 61.5
    var list = PlaylistFile(
      name: "evening",
      entries: [
        .init(track: one, score: 0.5, reason: "same genre"), .init(track: Track(path: "id:7")),
      ])
    list.reason = "calm"
    return list
  }()

  @Test("is written as M3U8")
  func m3u8() {
    #expect(
      list.text(.m3u8) == """
        #EXTM3U
        #PLAYLIST:evening
        #EXTINF:62,A & B - <T> \u{1}
        /music/50% & <more>/Ä.mp3
        #EXTINF:-1,id:7
        id:7

        """)
  }

  @Test("is written as XSPF, with what XML and addresses need")
  func xspf() {
    #expect(
      list.text(.xspf) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <playlist version="1" xmlns="http://xspf.org/ns/0/">
          <title>evening</title>
          <annotation>calm</annotation>
          <trackList>
            <track>
              <location>file:///music/50%25%20%26%20%3Cmore%3E/%C3%84.mp3</location>
              <title>&lt;T&gt; </title>
              <creator>A &amp; B</creator>
              <annotation>same genre</annotation>
              <album>"Q"</album>
              <duration>61500</duration>
            </track>
            <track>
              <location>id:7</location>
            </track>
          </trackList>
        </playlist>

        """)
  }

  @Test("is written as JSON")
  func json() {
    #expect(
      list.text(.json)
        == "{\"name\":\"evening\",\"reason\":\"calm\",\"tracks\":[{\"id\":0,"
        + "\"path\":\"/music/50% & <more>/Ä.mp3\",\"artist\":\"A & B\",\"album\":\"\\\"Q\\\"\","
        + "\"title\":\"<T>\\n\\u0001\",\"duration\":61.5,\"score\":0.5,\"reason\":\"same genre\"},"
        + "{\"id\":0,\"path\":\"id:7\"}]}\n")
  }

  @Test("is made of a plugin's labels, up to a length, without what is gone")
  func plugin() throws {
    let folder = TemporaryFolder()
    let catalogue = try Catalogue(path: "\(folder.path)/music.db", access: .readWrite)
    for number in 1...4 {
      var track = Track(path: "/\(number)")
      track.duration = 100
      try catalogue.add(track)
    }
    try catalogue.remove(2)
    let outputs = ["labels", "reason", "explanation"].map {
      OutputPort(name: $0, summary: "", kind: .labels(vocabulary: []))
    }
    func labels(_ port: Int, _ texts: String...) -> [Event] {
      texts.map { .label(port: port, time: 0, label: $0, score: 0.5, box: nil) }
    }
    let events = [labels(0, "2", "4", "1", "3"), labels(1, "a", "b", "c", "d"), labels(2, "so")]
    let list = try PluginPlaylist.make(
      from: outputs, events, plugin: "playlist", catalogue: catalogue, seconds: 150)
    #expect(list.entries.map(\.track.id) == [4, 1])
    #expect(list.entries.map(\.reason) == ["b", "c"])
    #expect(list.reason == "so")
    #expect(throws: PluginPlaylist.Failure.plugin("dj gives 'x' where a track's id should be")) {
      try PluginPlaylist.make(
        from: outputs, [labels(0, "x"), [], []], plugin: "dj", catalogue: catalogue)
    }
  }
}
