import Catalogue
import Testing

@Suite("The sources of a track")
struct SourceTests {
  private let shelf = Shelf()
  private static let path = "/music/Air/Run.mp3"

  /// What can happen to a track, each from another source.
  private enum Deed: CaseIterable {
    case add, addWithLoudness, importTable, post

    func happens(in catalogue: Catalogue) throws {
      var tags = track("Air", "Run", album: "Walkie", genres: ["electronic"])
      tags.file = Track.FileState(size: 1, time: 2)
      var said = Track(path: SourceTests.path)
      switch self {
      case .add:
        tags.analysis = ["features": "1.0.0"]
        try catalogue.add(
          tags, cover: Cover(mediaType: "image/png", bytes: [1]),
          findings: [
            Finding(plugin: "features", numbers: ["tempo": 90], vectors: ["timbre": [1, 2]])
          ])
      case .addWithLoudness:
        tags.analysis = ["loudness": "1.0.0"]
        try catalogue.add(
          tags, cover: Cover(mediaType: "image/png", bytes: [1]),
          findings: [Finding(plugin: "loudness", numbers: ["integrated": -9])])
      case .importTable:
        said.numbers = ["rating": 5]
        said.genres = ["pop"]
        try catalogue.add([said], from: .table, merging: true)
      case .post:
        said.numbers = ["plays": 7]
        said.date = "2004"
        try catalogue.add([said], from: .client, merging: true)
      }
    }
  }

  private static let orders = permutations(Deed.allCases)

  private static func permutations(_ deeds: [Deed]) -> [[Deed]] {
    if deeds.isEmpty { return [[]] }
    return deeds.indices.flatMap { index in
      var rest = deeds
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  @Test("keep what they have said, in whatever order they come, and come again")
  func everyOrder() throws {
    let catalogue = try shelf.open()
    for order in Self.orders {
      for deed in order + order { try deed.happens(in: catalogue) }
      let kept = try #require(try catalogue.track(path: Self.path))
      #expect(
        kept.numbers == ["tempo": 90, "integrated": -9, "rating": 5, "plays": 7], "\(order)")
      #expect(kept.vectors == ["timbre": [1, 2]])
      #expect(kept.artist == "Air" && kept.album == "Walkie" && kept.date == "2004")
      #expect(kept.genres == ["electronic", "pop"])
      #expect(kept.analysis == ["features": "1.0.0", "loudness": "1.0.0"])
      #expect(try catalogue.cover(of: kept.id)?.bytes == [1])
      #expect(
        try catalogue.sources(of: kept.id) == [
          "tempo": .plugin("features"), "timbre": .plugin("features"),
          "integrated": .plugin("loudness"), "rating": .table, "plays": .client,
        ])
      try catalogue.remove(kept.id)
    }
    #expect(try catalogue.damage() == [])
  }

  @Test("replace exactly what they said themselves")
  func newer() throws {
    let catalogue = try shelf.open()
    let file = track("Air", "Run")
    try catalogue.add(
      file,
      findings: [
        Finding(plugin: "features", numbers: ["tempo": 90, "key": 4], vectors: ["timbre": [1]]),
        Finding(plugin: "mood", numbers: ["arousal": 0.5]),
      ])
    let id = try catalogue.add(
      file, findings: [Finding(plugin: "features", numbers: ["tempo": 91, "energy": 0.1])])
    let kept = try #require(try catalogue.track(id))
    #expect(kept.numbers == ["tempo": 91, "energy": 0.1, "arousal": 0.5] && kept.vectors.isEmpty)
  }

  @Test("say the same thing differently: a client comes first, then tables, then plugins")
  func ranks() throws {
    let catalogue = try shelf.open()
    func tempo() throws -> Double? { try catalogue.track(path: Self.path)?.numbers["tempo"] }
    var said = Track(path: Self.path)
    said.numbers = ["tempo": 100]
    try catalogue.add([said], from: .table, merging: true)
    for plugin in ["features", "other"] {
      let finding = Finding(plugin: plugin, numbers: ["tempo": 90], vectors: ["timbre": [1]])
      try catalogue.add(track("Air", "Run"), findings: [finding])
    }
    #expect(try tempo() == 100)
    said.numbers = ["tempo": 110]
    try catalogue.add([said], from: .client, merging: true)
    #expect(try tempo() == 110)
    #expect(try catalogue.nearest(to: [2], named: "timbre", limit: 9).total == 1)
  }

  @Test("are looked for again once the file has changed, and say what they said until then")
  func changed() throws {
    let catalogue = try shelf.open()
    var file = track("Air", "Run")
    file.file = Track.FileState(size: 1, time: 2)
    file.analysis = ["features": "1.0.0"]
    try catalogue.add(file, findings: [Finding(plugin: "features", numbers: ["tempo": 90])])
    file.file = Track.FileState(size: 3, time: 4)
    file.analysis = ["loudness": "1.0.0"]
    let id = try catalogue.add(
      file, findings: [Finding(plugin: "loudness", numbers: ["integrated": -9])])
    let kept = try #require(try catalogue.track(id))
    #expect(kept.numbers == ["tempo": 90, "integrated": -9])
    #expect(kept.analysis == ["loudness": "1.0.0"])
  }
}
