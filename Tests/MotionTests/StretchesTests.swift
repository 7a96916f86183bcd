import MotionAnalysis
import Testing

@Suite("Stretches made of sightings")
struct StretchesTests {
  /// Sightings every two seconds for `end` seconds; `relevant` names those that count.
  private func stretches(
    _ relevant: Set<Int>, moving: Set<Int>? = nil, jumps: Set<Int> = [], end: Int = 200,
    shape: Stretches.Shape = Stretches.Shape()
  ) -> [Stretch] {
    var stretches = Stretches(shape)
    var found: [Stretch] = []
    for time in stride(from: 0, to: end, by: 2) {
      found += stretches.add(
        Sighting(
          time: Double(time), strength: relevant.contains(time) ? 3 : 0,
          step: (moving ?? relevant).contains(time) ? 3 : 0,
          lightJump: jumps.contains(time) ? 2 : 0))
    }
    return found + stretches.finish(end: Double(end))
  }

  @Test("a short event grows on both sides to the shortest stretch")
  func grown() {
    #expect(
      stretches([100], moving: [100, 102]) == [Stretch(start: 92.5, stop: 107.5, score: 0.75)])
  }

  @Test("what ended before it was seen does not reach to the next look")
  func ended() {
    let shape = Stretches.Shape(minimum: 0)
    #expect(stretches([100], shape: shape) == [Stretch(start: 98, stop: 100, score: 0.75)])
  }

  @Test("a long event reaches from the look before it to the look after it")
  func long() {
    let relevant = Set(stride(from: 60, through: 100, by: 2))
    let moving = relevant.union([102])
    #expect(stretches(relevant, moving: moving) == [Stretch(start: 58, stop: 102, score: 0.75)])
  }

  @Test("events over a short gap become one, over a long one stay two")
  func gap() {
    let shape = Stretches.Shape(minimum: 0, gap: 4)
    #expect(stretches([50, 56], shape: shape).count == 1)
    #expect(stretches([50, 60], shape: shape).count == 2)
  }

  @Test("stretches that meet when they grow become one")
  func meeting() {
    #expect(stretches([50, 62]) == [Stretch(start: 41.5, stop: 68.5, score: 0.75)])
  }

  @Test("at the ends of the recording a stretch grows inwards")
  func ends() {
    #expect(stretches([4]) == [Stretch(start: 0, stop: 15, score: 0.75)])
    #expect(stretches([196]) == [Stretch(start: 185, stop: 200, score: 0.75)])
  }

  @Test("a recording shorter than the shortest stretch is one stretch")
  func short() {
    #expect(stretches([4], end: 10) == [Stretch(start: 0, stop: 10, score: 0.75)])
  }

  @Test("padding is added before and after")
  func padding() {
    let shape = Stretches.Shape(minimum: 0, padding: 3)
    #expect(stretches([100], shape: shape) == [Stretch(start: 95, stop: 103, score: 0.75)])
  }

  @Test("a lamp that is switched once is no event")
  func lamp() {
    #expect(stretches([100], jumps: [100]) == [])
  }

  @Test("a jump of the light within an event is part of it")
  func lightInEvent() {
    #expect(stretches([98, 100], jumps: [100]).count == 1)
  }

  @Test("a stretch is handed out once no later event can change it")
  func early() {
    var stretches = Stretches(Stretches.Shape())
    var found: [Double: [Stretch]] = [:]
    for time in stride(from: 0.0, to: 100, by: 2) {
      let sighting = Sighting(time: time, strength: time == 20 ? 3 : 0, step: 0)
      let new = stretches.add(sighting)
      if !new.isEmpty { found[time] = new }
    }
    #expect(found.keys.allSatisfy { $0 <= 50 } && found.count == 1)
    #expect(stretches.finish(end: 100) == [])
  }
}
