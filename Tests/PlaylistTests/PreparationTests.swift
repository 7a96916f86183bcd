import Catalogue
import Neighbours
import Recommending
import Testing

@Suite("The preparation of tracks")
struct PreparationTests {
  private func track(
    _ tempo: Double?, genres: [String] = [], key: Double? = nil, valence: Double? = nil,
    timbre: [Float]? = nil
  ) -> Track {
    var track = Track(path: "/\(tempo ?? -1) \(genres) \(key ?? -1)")
    track.numbers["tempo"] = tempo
    track.numbers["key"] = key
    track.numbers["valence"] = valence
    track.vectors["timbre"] = timbre
    track.genres = genres
    return track
  }

  private func columns(_ tracks: [Track], withMood: Bool = true) -> Columns {
    var survey = Survey(withMood: withMood)
    for track in tracks { survey.look(at: track) }
    return survey.columns
  }

  private func prepare(_ tracks: [Track], dimensions: Int = 256) throws -> Preparation {
    let columns = columns(tracks)
    return try Preparation(
      columns: columns, fitting: tracks.flatMap { columns.values(of: $0) }, dimensions: dimensions)
  }

  @Test("makes a column of each number, each class of a category and each genre")
  func allColumns() {
    let tracks = [
      track(100, genres: ["jazz", "soul"], key: 5, valence: 0.5), track(nil, genres: ["jazz"]),
      track(120, key: 0, timbre: [1, 2]),
    ]
    let columns = columns(tracks)
    #expect(columns.numbers == ["tempo", "valence"])
    #expect(columns.categories.map(\.name) == ["key", "key"])
    #expect(columns.categories.map(\.value) == [0, 5])
    #expect(columns.genres == ["jazz", "soul"])
    #expect(columns.vectors.map(\.name) == ["timbre"])
    #expect(columns.values(of: tracks[0]).prefix(6) == [100, 0, 0, 1, 1, 1])
    #expect(columns.values(of: tracks[1])[0].isNaN)
    #expect(columns.values(of: tracks[1])[7].isNaN)
    #expect(columns.values(of: tracks[2]).suffix(2) == [1, 2])
    #expect(self.columns(tracks, withMood: false).numbers == ["tempo"])
  }

  @Test("leaves out how sure values are, and vectors that differ in length")
  func leftOut() {
    var tracks = [track(1, timbre: [1]), track(2, timbre: [1, 2]), track(3, timbre: [1, 2, 3])]
    tracks[0].numbers["tempo-confidence"] = 0.5
    #expect(columns(tracks).numbers == ["tempo"])
    #expect(columns(tracks).vectors == [])
  }

  @Test("leaves out what the words of a track mean")
  func words() {
    var tracks = [track(1, timbre: [1, 2]), track(2, timbre: [3, 4])]
    for index in tracks.indices { tracks[index].vectors[Track.meaning] = [0.6, 0.8] }
    #expect(columns(tracks).vectors.map(\.name) == ["timbre"])
  }

  @Test("makes the date a year, and the duration a number")
  func derived() {
    var dated = track(1)
    (dated.date, dated.duration) = ("1977-10-14", 200)
    let columns = columns([dated])
    #expect(columns.numbers == ["duration", "tempo", "year"])
    #expect(columns.values(of: dated) == [200, 1, 1977])
  }

  @Test("keeps the distances of standardised columns when all dimensions are kept")
  func distances() throws {
    // Tempo: mean 110, population deviation sqrt(200 / 3) with the missing one at the mean.
    let tracks = [track(100, genres: ["a"]), track(120), track(nil, genres: ["a"])]
    let prepared = try prepare(tracks)
    let vectors = tracks.map { prepared.vectors(of: [$0]) }
    func distance(_ one: Int, _ other: Int) -> Float {
      zip(vectors[one], vectors[other]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }
    let tempo = (200.0 / 3).squareRoot()
    let genre = (2.0 / 9).squareRoot()
    #expect(abs(Double(distance(0, 2)) - 10 / tempo) < 1e-5)
    let apart = (20 / tempo) * (20 / tempo) + 1 / genre / genre
    #expect(abs(Double(distance(0, 1)) - apart.squareRoot()) < 1e-5)
  }

  @Test("turns to the directions of most variance, which do not vary together")
  func components() throws {
    let tracks = (0..<200).map { index in
      let step = Double(index % 40)
      return track(step, valence: step / 40 + Double(index % 7) / 50)
    }
    let prepared = try prepare(tracks)
    let vectors = tracks.map { prepared.vectors(of: [$0]) }
    func product(_ one: Int, _ other: Int) -> Float {
      vectors.map { $0[one] * $0[other] }.reduce(0, +) / 199
    }
    #expect(product(0, 0) > 1.9 && product(0, 0) < 2.02)
    #expect(product(1, 1) < 0.1)
    #expect(abs(product(0, 1)) < 1e-3)
    #expect(try prepare(tracks, dimensions: 1).vectors(of: [tracks[0]]).count == 1)
  }

  @Test("makes a column that does not vary zero")
  func constant() throws {
    let tracks = [track(0.1, valence: 0.1), track(0.1, valence: 0.2), track(0.1, valence: 0.4)]
    let prepared = try prepare(tracks)
    #expect(prepared.vectors(of: tracks).allSatisfy { $0.isFinite })
    #expect(prepared.vectors(of: [tracks[0]])[1] == 0)
  }

  @Test("gives a long vector the variance of 72 columns, and a shorter one that of its own")
  func longVectors() throws {
    for (length, expected) in [(288, 72.0), (72, 72), (5, 5)] {
      let tracks = (0..<50).map { index in
        track(100, timbre: (0..<length).map { Float((index + 1) * ($0 + 1) % 311) })
      }
      let vectors = try prepare(tracks).vectors(of: tracks)
      let sum = vectors.reduce(0) { $0 + Double($1) * Double($1) }
      #expect(abs(sum / 50 - expected) < 0.01 * expected)
    }
  }

  @Test("ignores genres and classes that it was not fitted to")
  func unknown() throws {
    let tracks = [track(1, genres: ["a"], key: 1), track(2, key: 2), track(3, genres: ["b"])]
    let prepared = try prepare(tracks)
    #expect(
      prepared.vectors(of: [track(1, genres: ["a", "new"], key: 1)])
        == prepared.vectors(of: [tracks[0]]))
    #expect(
      prepared.vectors(of: [track(1, key: 11)]) == prepared.vectors(of: [track(1)]))
  }

  @Test("is the same after it was kept in a file, and nothing shorter is")
  func keeping() throws {
    let prepared = try prepare([
      track(1, genres: ["a"], key: 1, timbre: [1, 2]), track(2, key: 2, timbre: [0, 5]), track(3),
    ])
    var writer = BlobWriter()
    prepared.write(to: &writer)
    var reader = BlobReader(writer.bytes)
    #expect(Preparation(from: &reader) == prepared)
    for length in 0..<writer.bytes.count {
      var short = BlobReader(Array(writer.bytes.prefix(length)))
      #expect(Preparation(from: &short) == nil)
    }
  }
}
