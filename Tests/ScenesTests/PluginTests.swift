import PatchbayTesting
import TestSupport
import Testing

@Suite("The plugin scenes")
struct PluginTests {
  @Test("gives one stretch for each shot, without gaps")
  func shots() throws {
    let session = try Rehearsal(library: BuildFolder.library("scenes")).open()
    var film = Film()
    film.shoot(1, frames: 50)
    film.shoot(0, frames: 50)
    film.dissolve(from: 0, to: 2, frames: 25)
    film.shoot(2, frames: 50)
    for (index, frame) in film.frames.enumerated() {
      try session.push(
        rgb: frame, width: Film.width, height: Film.height, at: Double(index) / Film.rate)
    }
    var shots: [(start: Double, stop: Double, label: String?)] = []
    for case .segment(_, let start, let stop, let label, _) in try session.finish() {
      shots.append((start, stop, label))
    }
    #expect(shots.map(\.label) == ["start", "cut", "dissolve"])
    #expect(shots.map(\.start) == [0] + shots.dropLast().map(\.stop))
    #expect(shots.first?.stop == 2 && shots.last?.stop == Double(film.frames.count - 1) / Film.rate)
  }

  @Test("gives nothing where there are no frames")
  func nothing() throws {
    let session = try Rehearsal(library: BuildFolder.library("scenes")).open()
    #expect(try session.finish() == [])
  }
}
