import Catalogue
import Recommending
import Testing

/// Tracks that were analysed, with the numbers of `features` and `mood`, and tracks of a table of
/// the Spotify form, in one catalogue.
@Suite("Analysed and imported tracks together")
struct MixedTests {
  /// - Parameter feeling: valence and arousal, -1 to 1.
  private static func analysed(_ index: Int, _ feeling: (Double, Double)) -> Track {
    var track = Track(path: "/music/\(index).flac")
    (track.artist, track.title) = ("Analysed \(index)", "Piece \(index)")
    track.numbers = [
      "valence-mean": feeling.0, "valence": feeling.0, "arousal-mean": feeling.1,
      "arousal": feeling.1, "energy": (feeling.1 + 1) / 2, "tempo": 100,
      "valence-trend": 0, "calm-share": feeling.1 < 0 ? 1 : 0,
    ]
    return track
  }

  private static func imported(_ index: Int, _ feeling: (Double, Double)) -> Track {
    var track = Track(path: "id:\(index)")
    (track.artist, track.title) = ("Imported \(index)", "Song \(index)")
    track.numbers = [
      "valence": (feeling.0 + 1) / 2, "energy": (feeling.1 + 1) / 2, "tempo": 100,
    ]
    return track
  }

  /// The same places of the plane for both, a step of 0.25 apart.
  private static let places = stride(from: -0.75, through: 0.75, by: 0.25).flatMap { valence in
    stride(from: -0.75, through: 0.75, by: 0.25).map { (valence, $0) }
  }

  @Test("are near where they feel the same, whichever one starts from")
  func near() throws {
    let analysed = Self.places.enumerated().map { Self.analysed($0.offset, $0.element) }
    let imported = Self.places.enumerated().map { Self.imported($0.offset, $0.element) }
    let count = Self.places.count
    // Without what is known of the analysed ones alone, both are known by the same.
    let lean = analysed.map { track in
      var track = track
      track.numbers["valence-trend"] = nil
      track.numbers["calm-share"] = nil
      return track
    }
    let same = try Shelves(lean + imported)
    let index = TrackIndex(of: same.catalogue, at: same.path + ".index", withMood: true)
    let recommender = Recommender(catalogue: same.catalogue, table: try index.update().table)
    for (seed, twin) in [(10, 10 + count), (10 + count, 10), (48, 48 + count)] {
      let seeds = try same.catalogue.tracks([Int64(seed)])
      let pick = try #require(try recommender.picks(for: seeds, Wish()).first)
      #expect(pick.track.id == Int64(twin))
      #expect(pick.distance < 1e-4)
      #expect(pick.reason == "same tempo, same mood")
    }
    // What is known of the analysed ones alone sets all imported ones apart from them by as much.
    let mixed = try Shelves(analysed + imported)
    let wider = TrackIndex(of: mixed.catalogue, at: mixed.path + ".index", withMood: true)
    let table = try wider.update().table
    let found = try table.nearest(
      to: #require(table.vector(10)), count: 2 * count, metric: .euclidean)
    #expect(found.first { $0.id > Int64(count) }?.id == Int64(10 + count))
  }

  @Test("are described by one column for each axis, and none without mood")
  func columns() {
    func numbers(withMood: Bool) -> [String] {
      var survey = Survey(withMood: withMood)
      survey.look(at: Self.analysed(1, (0, 0)))
      survey.look(at: Self.imported(2, (0, 0)))
      return survey.columns.numbers
    }
    #expect(
      numbers(withMood: true) == ["arousal", "calm-share", "tempo", "valence", "valence-trend"])
    #expect(numbers(withMood: false) == ["tempo"])
  }

  @Test("have what two numbers say once, and no curve second by second")
  func restated() {
    var track = Self.analysed(1, (0, 0))
    track.duration = 60
    track.numbers["duration-ms"] = 60_000
    track.numbers["onsets"] = 99
    track.numbers["segments"] = 100
    track.numbers["onset-interval"] = 0.6
    track.numbers["segment-length"] = 0.6
    track.vectors = ["mood": [0, 1], "timbre": [1, 2]]
    var survey = Survey(withMood: true)
    survey.look(at: track)
    let columns = survey.columns
    #expect(columns.vectors.map(\.name) == ["timbre"])
    #expect(
      columns.numbers == [
        "arousal", "calm-share", "duration", "onset-interval", "onsets", "tempo", "valence",
        "valence-trend",
      ])
    track.duration = nil
    #expect(columns.values(of: track)[2] == 60)
  }
}
