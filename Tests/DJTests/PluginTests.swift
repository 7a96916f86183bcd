import Catalogue
import DJAnalysis
import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The plugin dj")
struct PluginTests {
  /// Photos are looked at with ONNX Runtime.
  private static let hasRuntime =
    Program.run(
      "/bin/sh", ["-c", "ls \(Checkout.path)/.runtime/onnxruntime/capi"], output: "/dev/null") == 0

  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/library.db" }

  /// A catalogue with the songs that are made by formula.
  private func fill(_ songs: [DJAnalysis.Song]) throws {
    let catalogue = try Catalogue(path: path, access: .readWrite)
    let tracks = songs.map { song in
      var track = Track(path: "/music/\(song.id).flac")
      (track.artist, track.title) = (song.artist, song.title)
      (track.genres, track.duration) = (song.genres, song.duration)
      track.date = song.year.map { "\($0)" } ?? ""
      track.numbers = ["valence": song.valence, "energy": song.energy, "tempo": song.tempo]
        .compactMapValues { $0 }
      for trait in Trait.allCases { track.numbers[trait.rawValue] = song.traits[trait] }
      return track
    }
    _ = try catalogue.add(tracks)
  }

  /// - Parameter sense: settings of the sense of sentences; by default there is none, whatever is
  ///   installed.
  private func rehearsal(
    faces: String = "", sense: [String: ParameterLiteral] = ["feelings": ""]
  ) throws -> Rehearsal {
    var settings: [String: ParameterLiteral] = ["catalogue": .text(path), "faces": .text(faces)]
    settings.merge(sense) { $1 }
    return try Rehearsal(library: BuildFolder.library("dj"), settings: settings)
  }

  private static let photo = (0..<40 * 30).flatMap { pixel in
    pixel % 40 < 20 ? [UInt8](arrayLiteral: 200, 30, 30) : [20, 40, 160]
  }

  private func labels(_ emissions: [Emission], _ wanted: String) -> [String] {
    emissions.compactMap { emission in
      if case .label(let output, _, let label, _, _) = emission, output == wanted { return label }
      return nil
    }
  }

  /// The names in the folder, but for those that SQLite makes to read.
  private func names() throws -> [Substring] {
    let list = TemporaryFolder()
    _ = Program.run("/bin/ls", ["-A", folder.path], output: list.path + "/names")
    let names = try #require(readFile(list.path + "/names"))
    return String(decoding: names, as: UTF8.self).split(separator: "\n").map { $0 }
      .filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
  }

  private func failure(
    _ body: (RehearsedSession) throws -> Void, faces: String = ""
  ) throws -> PluginFailure? {
    let session = try rehearsal(faces: faces).open()
    return #expect(throws: PluginFailure.self) {
      try body(session)
      try session.finish()
    }
  }

  @Test("makes a playlist from a sentence, with a reason for each track and one for all")
  func sentence() throws {
    try fill(Songs.make(300))
    let session = try rehearsal().open(["minutes": 30])
    try session.push(text: "calm rock", to: "text")
    let results = try session.finish()
    let ids = labels(results, "labels")
    #expect(ids.count >= 6 && Set(ids).count == ids.count)
    #expect(labels(results, "track").count == ids.count)
    #expect(labels(results, "reason").count == ids.count)
    #expect(labels(results, "reason").allSatisfy { $0.contains("rock") })
    let explanation = try #require(labels(results, "explanation").first)
    #expect(explanation.hasPrefix("From the words: “calm”, “rock”. So the music is to be "))
    #expect(labels(results, "place").isEmpty)
  }

  @Test(
    "makes a playlist from a photo alone, and says what it saw",
    .enabled(if: hasRuntime, "ONNX Runtime is not installed: scripts/runtime"))
  func photoAlone() throws {
    try fill(Songs.make(300))
    let session = try rehearsal().open()
    try session.push(rgb: Self.photo, width: 40, height: 30, at: 0, to: "frame")
    let results = try session.finish()
    #expect(labels(results, "colour") == ["#c81e1e", "#1428a0"])
    #expect(labels(results, "place").count == 5)
    #expect(!labels(results, "labels").isEmpty)
    let vectors = results.compactMap { emission -> [Float]? in
      if case .vector("scene", 0, let values) = emission { return values }
      return nil
    }
    #expect(vectors.count == 1 && vectors[0].count == 7 && vectors[0][3] == 0)
  }

  @Test("the parameters count more than the sentence, and the sentence more than the defaults")
  func parameters() throws {
    try fill(Songs.make(600))
    let rehearsal = try rehearsal()
    func length(_ parameters: [String: ParameterLiteral], _ sentence: String) throws -> Double {
      let session = try rehearsal.open(parameters)
      try session.push(text: sentence, to: "text")
      let times = try session.finish().compactMap { emission -> Double? in
        if case .label("labels", let time, _, _, _) = emission { return time / 60 }
        return nil
      }
      return times.max() ?? 0
    }
    #expect((52...60).contains(try length([:], "calm")))
    #expect((22...30).contains(try length([:], "calm, half an hour")))
    #expect((8...15).contains(try length(["minutes": 15], "calm, half an hour")))
  }

  @Test("sees tracks that are added and removed between two sessions")
  func changes() throws {
    try fill([Songs.make(1)[0]])
    let rehearsal = try rehearsal()
    func ids() throws -> [String] {
      let session = try rehearsal.open()
      try session.push(text: "calm", to: "text")
      return labels(try session.finish(), "labels")
    }
    #expect(try ids() == ["1"])
    let catalogue = try Catalogue(path: path, access: .readWrite)
    var track = Track(path: "/music/new.flac")
    track.title = "New"
    _ = try catalogue.add([track])
    #expect(Set(try ids()) == ["1", "2"])
    _ = try catalogue.remove(1)
    #expect(try ids() == ["2"])
  }

  @Test(
    "writes nothing: neither the photo nor anything else",
    .enabled(if: hasRuntime, "ONNX Runtime is not installed: scripts/runtime"))
  func stored() throws {
    try fill(Songs.make(50))
    let before = try names()
    let session = try rehearsal().open()
    try session.push(rgb: Self.photo, width: 40, height: 30, at: 0, to: "frame")
    try session.push(text: "calm", to: "text")
    try session.finish()
    #expect(try names() == before)
  }

  @Test("says that it needs a photo or a sentence")
  func nothing() throws {
    let sentence = "dj needs a photo of the place, a sentence about the music, or both"
    #expect(try failure { _ in } == .badInput(sentence))
    #expect(try failure { try $0.push(text: " \n", to: "text") } == .badInput(sentence))
  }

  @Test("says when it understands no word of the sentence")
  func babble() throws {
    #expect(
      try failure { try $0.push(text: "hello there", to: "text") }
        == .badInput(
          "'hello there' says nothing of music that dj understands; name a mood, a genre, a tempo, "
            + "a decade or an occasion, such as 'calm jazz for a dinner'"))
  }

  private static let models = "\(Checkout.path)/Tests/EmbedTextTests/Samples"

  @Test(
    "takes the sense of the whole sentence where its words say nothing",
    .enabled(if: hasRuntime, "ONNX Runtime is not installed: scripts/runtime"))
  func sense() throws {
    try fill(Songs.make(300))
    let rehearsal = try rehearsal(sense: ["encoder": .text(Self.models + "/tiny.onnx")])
    let session = try rehearsal.open(["minutes": 20])
    try session.push(text: "a quiet songs", to: "text")
    let heard = try #require(labels(try session.finish(), "explanation").first)
    #expect(heard.hasPrefix("From the words: “quiet”. So "))
    let other = try rehearsal.open(["minutes": 20])
    try other.push(text: "grandmother is ninety today", to: "text")
    let results = try other.finish()
    let explanation = try #require(labels(results, "explanation").first)
    #expect(explanation.hasPrefix("From the sense of the sentence. So the music is to be "))
    #expect(!labels(results, "labels").isEmpty)
  }

  @Test("prefers tracks that have the subject's words in their names")
  func subject() throws {
    var songs = Songs.make(300)
    songs[200].title = "The sea at night"
    try fill(songs)
    let session = try rehearsal().open(["minutes": 10])
    try session.push(text: "songs about the sea", to: "text")
    let results = try session.finish()
    #expect(labels(results, "labels").contains("201"))
    let explanation = try #require(labels(results, "explanation").first)
    #expect(explanation.hasPrefix("Tracks whose words come near “the sea” are preferred. "))
  }

  @Test("says that nothing is known of a subject")
  func noSubject() throws {
    try fill(Songs.make(300))
    let session = try rehearsal().open(["minutes": 10])
    try session.push(text: "calm songs about zeppelins", to: "text")
    let explanation = try #require(labels(try session.finish(), "explanation").first)
    #expect(
      explanation.hasPrefix(
        "From the words: “calm”. Nothing is known of tracks about “zeppelins”. So the music"))
  }

  @Test(
    "says what is wrong with the models of sentences",
    .enabled(if: hasRuntime, "ONNX Runtime is not installed: scripts/runtime"))
  func senseModels() throws {
    try fill(Songs.make(10))
    func failure(_ sense: [String: ParameterLiteral]) throws -> PluginFailure? {
      let session = try rehearsal(sense: sense).open()
      try session.push(text: "grandmother is ninety today", to: "text")
      return #expect(throws: PluginFailure.self) { try session.finish() }
    }
    #expect(
      try failure(["encoder": "/absent/absent.onnx"])
        == .unavailable(
          "dj cannot tell what sentences mean: there is no model 'absent.onnx' where it was looked"
            + " for; put it there, or correct the path"))
    #expect(
      try failure([
        "encoder": .text(Self.models + "/tiny.onnx"), "feelings": .text(Self.models + "/tiny.onnx"),
      ])
        == .unavailable(
          "dj cannot tell what sentences mean: 'tiny.onnx' is not the map that comes with dj; put that"
            + " one back"
        ))
  }

  @Test("says how long a sentence may be")
  func long() throws {
    #expect(
      try failure { try $0.push(text: String(repeating: "calm ", count: 500), to: "text") }
        == .badInput("the sentence has 2500 characters; dj reads up to 2000"))
  }

  @Test("says how small a photo may be")
  func tiny() throws {
    let pixels = [UInt8](repeating: 0, count: 3 * 80)
    #expect(
      try failure { try $0.push(rgb: pixels, width: 8, height: 10, at: 0, to: "frame") }
        == .badInput("the photo is 8x10; dj needs at least 16x16 pixels"))
  }

  @Test("says where there is no catalogue, and what to do")
  func missing() throws {
    #expect(
      try failure { try $0.push(text: "calm", to: "text") }
        == .unavailable(
          "there is no catalogue at library.db; `patchbay library add DIR` makes one"))
  }

  @Test("says that the catalogue is empty, and what to do")
  func empty() throws {
    try fill([])
    #expect(
      try failure { try $0.push(text: "calm", to: "text") }
        == .unavailable(
          "the catalogue has no tracks yet; add music with 'patchbay library add DIR'"))
  }

  @Test(
    "says what is wrong with the cascade of faces",
    .enabled(if: hasRuntime, "ONNX Runtime is not installed: scripts/runtime"))
  func cascade() throws {
    func photo(_ session: RehearsedSession) throws {
      try session.push(rgb: Self.photo, width: 40, height: 30, at: 0, to: "frame")
    }
    #expect(
      try failure(photo, faces: "/nowhere.xml")
        == .unavailable(
          "dj cannot count faces: there is no /nowhere.xml; install the Debian package opencv-data, "
            + "or set 'faces' to nothing"))
    let cut = folder.path + "/cut.xml"
    writeFile(cut, Array("<cascade>".utf8))
    #expect(
      try failure(photo, faces: cut)
        == .unavailable("dj cannot count faces: \(cut) is cut off"))
  }

  @Test("knows the kinds of places that its network was trained on, in that order")
  func kinds() throws {
    let names = try #require(readFile(Checkout.path + "/Plugins/DJ/places.txt"))
    #expect(
      String(decoding: names, as: UTF8.self).split(separator: "\n").map(String.init)
        == Scene.kinds)
  }
}
