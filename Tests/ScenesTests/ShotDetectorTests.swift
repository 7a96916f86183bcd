import ScenesAnalysis
import Testing

@Suite("Finding shot boundaries")
struct ShotDetectorTests {
  private func boundaries(_ film: Film, minimum: Double = 0.4) -> [Boundary] {
    var detector = ShotDetector(minimum: minimum)
    var found: [Boundary] = []
    for (index, frame) in film.frames.enumerated() {
      found += detector.add(
        frame.span, width: Film.width, height: Film.height, time: Double(index) / Film.rate)
    }
    return found + detector.finish()
  }

  @Test("a cut is at the first frame of the new shot")
  func cuts() {
    var film = Film()
    for scene in 0..<5 { film.shoot(scene, frames: 50) }
    let found = boundaries(film)
    #expect(found.map(\.time) == [2, 4, 6, 8])
    #expect(found.allSatisfy { $0.kind == .cut && $0.score > 0.5 })
  }

  @Test("motion within a shot is no boundary")
  func motion() {
    var film = Film()
    film.shoot(1, frames: 300)
    #expect(boundaries(film) == [])
  }

  @Test("a dissolve is one boundary near its middle", arguments: [12, 25, 45])
  func dissolve(length: Int) throws {
    var film = Film()
    film.shoot(0, frames: 75)
    film.dissolve(from: 0, to: 2, frames: length)
    film.shoot(2, frames: 75)
    let found = boundaries(film)
    try #require(found.count == 1)
    #expect(found[0].kind == .dissolve)
    #expect(abs(found[0].time - (75 + Double(length) / 2) / Film.rate) < 0.3)
  }

  @Test("a fade through black is one boundary in the middle of the black")
  func fade() throws {
    var film = Film()
    film.shoot(0, frames: 70) { $0 < 50 ? 1 : 1 - Double($0 - 50) / 20 }
    film.black(frames: 10)
    film.shoot(1, frames: 70) { $0 > 20 ? 1 : Double($0) / 20 }
    let found = boundaries(film)
    try #require(found.count == 1)
    #expect(found[0].kind == .fade)
    #expect(abs(found[0].time - 75 / Film.rate) < 0.2)
  }

  @Test("a cut to black and back is one boundary")
  func blackCut() {
    var film = Film()
    film.shoot(0, frames: 50)
    film.black(frames: 20)
    film.shoot(1, frames: 50)
    let found = boundaries(film)
    #expect(found.map(\.time) == [2.4] && found.map(\.kind) == [.fade])
  }

  @Test("a flash is no boundary")
  func flash() {
    var film = Film()
    film.shoot(0, frames: 100) { $0 == 50 || $0 == 51 ? 2.5 : 1 }
    #expect(boundaries(film) == [])
  }

  @Test("light that comes and goes slowly is no boundary")
  func light() {
    var film = Film()
    film.shoot(0, frames: 150) { 0.6 + 0.4 * Double(abs(75 - $0)) / 75 }
    #expect(boundaries(film) == [])
  }

  @Test("of two cuts that are too close one stays")
  func minimum() {
    var film = Film()
    film.shoot(0, frames: 50)
    film.shoot(1, frames: 15)
    film.shoot(2, frames: 50)
    #expect(boundaries(film).count == 2)
    #expect(boundaries(film, minimum: 1).count == 1)
  }

  @Test("no frames, and one frame, have no boundaries", arguments: [0, 1])
  func few(count: Int) {
    var film = Film()
    film.shoot(0, frames: count)
    #expect(boundaries(film) == [])
  }
}
