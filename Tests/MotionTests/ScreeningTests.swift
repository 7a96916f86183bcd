import MotionAnalysis
import Testing

@Suite("Screening a recording by its packets")
struct ScreeningTests {
  /// Packets of `hours` at 10 per second, a keyframe every 2 s; `extra` bytes at some seconds.
  private func packets(
    hours: Double = 4, scatter: Double = 20, extra: [Range<Int>: Double] = [:],
    keyBytes: Int = 40_000, everyKey: Bool = false
  ) -> PacketBins {
    var bins = PacketBins()
    var random: UInt64 = 7
    for frame in 0..<Int(hours * 36_000) {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let chance = Double(random >> 40) / Double(1 << 24) - 0.5
      let second = frame / 10
      let more = extra.first { $0.key.contains(second) }?.value ?? 0
      let isKey = everyKey || frame % 20 == 0
      let size = isKey ? keyBytes : Int(1000 + chance * scatter + more)
      bins.add(time: Double(frame) / 10, size: size, isKey: isKey)
    }
    bins.finish()
    return bins
  }

  private func share(_ plan: FramePlan, of hours: Double) -> Double {
    plan.stretches.reduce(0) { $0 + $1.upperBound - $1.lowerBound } / (hours * 3600)
  }

  @Test("looks at the stretches that weigh more, and at little else")
  func finds() {
    let plan = Screening(affordable: 100).plan(packets(extra: [7000..<7006: 600]))
    #expect(plan.stretches.contains { $0.contains(6999) && $0.contains(7007) })
    #expect(share(plan, of: 4) < 0.1)
    #expect(plan.spacing == nil)
  }

  @Test("looks at everything where the scatter hides an object")
  func undecided() {
    let plan = Screening(affordable: 100).plan(packets(scatter: 9000, keyBytes: 4000))
    #expect(share(plan, of: 4) > 0.99)
  }

  @Test("looks at everything where every packet is a keyframe")
  func intra() {
    let plan = Screening().plan(packets(hours: 1, everyKey: true))
    #expect(plan == FramePlan(stretches: [0..<3600.9], spacing: 2, bursts: []))
  }

  @Test("looks at all of a recording that is short enough")
  func affordable() {
    let plan = Screening(affordable: 1200).plan(packets(hours: 0.5))
    #expect(share(plan, of: 0.5) > 0.99)
  }

  @Test("follows a usual weight that changes slowly")
  func drift() {
    var extra: [Range<Int>: Double] = [:]
    for minute in 0..<240 { extra[minute * 60..<minute * 60 + 60] = Double(minute) * 2 }
    let plan = Screening(affordable: 100).plan(packets(extra: extra))
    #expect(share(plan, of: 4) < 0.25)
  }

  @Test("looks more often where a burst is over before the next keyframe but one")
  func burst() {
    let plan = Screening(affordable: 100).plan(packets(extra: [7001..<7002: 900]))
    #expect(plan.isInBurst(7001.5))
    #expect(!plan.isInBurst(6990) && !plan.isInBurst(7010))
  }

  @Test("looks twice at every ten minutes in any case")
  func refresh() {
    let plan = Screening(affordable: 0).plan(packets())
    for start in stride(from: 600, to: 14_400, by: 600) {
      let near = Double(start)..<Double(start) + 3
      #expect(plan.stretches.contains { $0.overlaps(near) }, "at \(start) s")
    }
  }

  @Test("asks for frames by time where keyframes are rare")
  func rareKeys() {
    var bins = PacketBins()
    for frame in 0..<36_000 {
      bins.add(
        time: Double(frame) / 10, size: frame % 100 == 0 ? 40_000 : 1000, isKey: frame % 100 == 0)
    }
    bins.finish()
    #expect(Screening().plan(bins).spacing == 2)
  }

  @Test("has nothing to say of no packets")
  func empty() {
    var bins = PacketBins()
    bins.finish()
    #expect(Screening().plan(bins) == FramePlan(stretches: [0..<1], spacing: 2, bursts: []))
  }
}
