import MotionAnalysis
import Testing

@Suite("Watching a static camera")
struct WatcherTests {
  /// Looks at the scenes every two seconds and returns what was sighted as relevant, by index.
  private func relevant(
    _ scenes: [Scene], sensitivity: Double = 0.5
  ) -> [Int] {
    var watcher = Watcher(sensitivity: sensitivity)
    var sightings: [Sighting] = []
    for (index, scene) in scenes.enumerated() {
      sightings += watcher.look(at: scene.picture(index), time: Double(2 * index))
    }
    sightings += watcher.finish()
    #expect(sightings.map(\.time) == scenes.indices.map { Double(2 * $0) })
    return sightings.filter { $0.strength >= 1 }.map { Int($0.time / 2) }
  }

  private func empty(_ count: Int, noise: Double = 2) -> [Scene] {
    Array(repeating: Scene(noise: noise), count: count)
  }

  @Test("sees nothing where nothing happens, whatever the noise", arguments: [0.0, 2, 8, 16])
  func quiet(noise: Double) {
    #expect(relevant(empty(40, noise: noise)) == [])
  }

  @Test("sees an object pass, in every picture that shows it", arguments: [1.0, 3, 5])
  func passing(noise: Double) {
    var scenes = empty(40, noise: noise)
    for step in 0..<4 { scenes[20 + step].box = (40 + 60 * step, 70, 24, 48) }
    #expect(relevant(scenes) == [20, 21, 22, 23])
  }

  @Test("sees an object among the very first pictures")
  func atTheStart() {
    var scenes = empty(20)
    scenes[1].box = (150, 70, 24, 48)
    #expect(relevant(scenes) == [1])
  }

  @Test("knows a thing that was put down from the next look on")
  func putDown() {
    var scenes = empty(40)
    for index in 20..<40 { scenes[index].box = (150, 70, 24, 48) }
    #expect(relevant(scenes) == [20])
  }

  @Test("takes no day that fades for an event")
  func ramp() {
    var scenes = empty(60, noise: 1)
    for index in scenes.indices { scenes[index].gain = 1 - 0.8 * Double(index) / 60 }
    #expect(relevant(scenes) == [])
  }

  @Test("sees an object in the dusk")
  func dusk() {
    var scenes = empty(60, noise: 1)
    for index in scenes.indices { scenes[index].gain = 1 - 0.8 * Double(index) / 60 }
    scenes[45].box = (150, 70, 30, 60)
    #expect(relevant(scenes) == [45])
  }

  @Test("tolerates a camera that trembles by a pixel")
  func trembling() {
    var scenes = empty(40)
    for index in scenes.indices { scenes[index].shift = index % 3 - 1 }
    #expect(relevant(scenes) == [])
  }

  @Test("gets used to what flickers between two states")
  func flicker() {
    var scenes = empty(80, noise: 1)
    for index in 20..<80 where index % 2 == 0 {
      (scenes[index].box, scenes[index].boxBrightness) = ((150, 70, 16, 16), 10)
    }
    #expect(relevant(scenes).allSatisfy { $0 < 30 })
  }

  @Test("sees fainter things the more sensitive it is")
  func sensitivity() {
    var scenes = empty(40, noise: 1)
    (scenes[20].box, scenes[20].boxBrightness) = ((150, 70, 16, 24), 7)
    #expect(relevant(scenes, sensitivity: 0) == [])
    #expect(relevant(scenes, sensitivity: 1) == [20])
  }

  @Test("marks a lamp that is switched as a jump of the light")
  func lamp() throws {
    var watcher = Watcher(sensitivity: 0.5)
    var sightings: [Sighting] = []
    for index in 0..<20 {
      let scene = Scene(lamp: index < 12 ? 0 : 60)
      sightings += watcher.look(at: scene.picture(index), time: Double(index))
    }
    #expect(sightings[12].lightJump >= 1)
    #expect(sightings.indices.allSatisfy { $0 == 12 || sightings[$0].lightJump < 1 })
  }

  @Test("judges nothing right after a pause in which nobody looked")
  func pause() {
    var watcher = Watcher(sensitivity: 0.5, longestGap: 5)
    var sightings: [Sighting] = []
    for index in 0..<20 {
      let scene = Scene(box: index < 10 ? nil : (150, 70, 24, 48))
      let time = Double(index) + (index < 10 ? 0 : 100)
      sightings += watcher.look(at: scene.picture(index), time: time)
    }
    #expect(sightings.allSatisfy { $0.strength < 1 })
  }

  @Test("starts afresh when the pictures change their size")
  func size() {
    var watcher = Watcher(sensitivity: 0.5)
    var count = 0
    for index in 0..<10 {
      count += watcher.look(at: Scene().picture(index), time: Double(index)).count
    }
    let other = [UInt8](repeating: 90, count: 64 * 48)
    for index in 10..<20 {
      let picture = Picture(other.span, width: 64, height: 48)
      count += watcher.look(at: picture, time: Double(index)).count
    }
    #expect(count == 20)
  }
}
