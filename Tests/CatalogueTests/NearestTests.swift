import Catalogue
import Testing

@Suite("The tracks nearest to a vector")
struct NearestTests {
  private let shelf = Shelf()
  private let catalogue: Catalogue

  init() throws { catalogue = try shelf.open() }

  private func add(_ title: String, _ vectors: [String: [Float]]) throws {
    var track = track("Air", title)
    track.vectors = vectors
    try catalogue.add(track)
  }

  private func ids(_ vector: [Float], atLeast floor: Float = -1) throws -> [Int64] {
    try catalogue.nearest(to: vector, named: "look", atLeast: floor, limit: 10).matches.map(\.id)
  }

  @Test("come by their cosine, whatever the length of a vector; equally near ones by age")
  func order() throws {
    try add("1", ["look": [0, 2]])
    try add("2", ["look": [30, 30]])
    try add("3", ["look": [0.5, 0]])
    try add("4", ["look": [4, 4]])
    try add("5", ["look": [-1, 0]])
    #expect(try ids([9, 0]) == [3, 2, 4, 1, 5])
    let nearest = try catalogue.nearest(to: [9, 0], named: "look", limit: 3)
    #expect(nearest.total == 5)
    #expect(nearest.matches[0].score == 1)
    #expect(abs(nearest.matches[1].score - 0.70710678) < 1e-6)
  }

  @Test("are only those that are near enough, and all of these are counted")
  func floor() throws {
    for number in 0..<10 { try add("\(number)", ["look": [1, Float(number)]]) }
    let nearest = try catalogue.nearest(to: [1, 0], named: "look", atLeast: 0.4, limit: 2)
    #expect(nearest.total == 3)
    #expect(nearest.matches.map(\.id) == [1, 2])
  }

  @Test("leave out vectors of another name or length, and those without a direction")
  func strays() throws {
    try add("1", ["look": [1, 0, 0]])
    try add("2", ["look": [0, 0], "sound": [1, 0]])
    try add("3", ["look": [.nan, 1]])
    try add("4", ["look": []])
    try add("5", [:])
    try add("6", ["look": [-0.5, -0.5]])
    #expect(try ids([1, 0]) == [6])
    #expect(try ids([0, 0]) == [])
    #expect(try ids([.nan, 0]) == [])
    #expect(try ids([]) == [])
    #expect(try catalogue.nearest(to: [1, 0], named: "none", limit: 5).total == 0)
    #expect(try catalogue.hasVectors(named: "sound"))
    #expect(try !catalogue.hasVectors(named: "none"))
  }

  @Test("are those that sorting all of them gives, page by page", arguments: [1, 5, 16, 37, 384])
  func pages(dimensions: Int) throws {
    var state: UInt64 = 7
    func number() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / 16_777_216 - 0.5
    }
    let vectors = (0..<300).map { _ in (0..<dimensions).map { _ in number() } }
    try catalogue.add(
      vectors.enumerated().map { index, vector in
        var track = track("Air", "\(index)")
        track.vectors["look"] = vector
        return track
      })
    let wanted = (0..<dimensions).map { _ in number() }
    func cosine(_ vector: [Float]) -> Double {
      let product = zip(vector, wanted).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      let squares = [vector, wanted].map { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
      return product / (squares[0] * squares[1]).squareRoot()
    }
    let sorted = vectors.map(cosine).sorted(by: >)
    var found: [Nearest.Match] = []
    for offset in stride(from: 0, to: 300, by: 70) {
      found += try catalogue.nearest(to: wanted, named: "look", limit: 70, offset: offset).matches
    }
    #expect(Set(found.map(\.id)).count == 300)
    for (match, score) in zip(found, sorted) { #expect(abs(Double(match.score) - score) < 1e-5) }
  }

  @Test("are found in a catalogue that is open for reading only")
  func reading() throws {
    try add("1", ["look": [1, 0]])
    let reader = try shelf.open(.readOnly)
    #expect(try reader.nearest(to: [1, 1], named: "look", limit: 1).matches.map(\.id) == [1])
  }
}
