import MoodAnalysis
import Testing

/// A curve of stretches that do not change.
func steps(_ parts: [(seconds: Int, arousal: Float, valence: Float)]) -> [MoodPoint] {
  var curve: [MoodPoint] = []
  for part in parts {
    for _ in 0..<part.seconds {
      curve.append(
        MoodPoint(second: curve.count, arousal: part.arousal, valence: part.valence))
    }
  }
  return curve
}

@Suite("A curve in numbers")
struct StatisticsTests {
  @Test("has mean, deviation, minimum, maximum and range of each axis")
  func axes() throws {
    let statistics = try #require(MoodStatistics(steps([(3, -0.5, 0.25), (1, 0.5, 0.25)])))
    #expect(statistics.arousal.mean == -0.25)
    #expect(abs(statistics.arousal.deviation - 0.1875.squareRoot()) < 1e-12)
    #expect(statistics.arousal.minimum == -0.5)
    #expect(statistics.arousal.maximum == 0.5)
    #expect(statistics.arousal.range == 1)
    #expect(statistics.valence.deviation == 0)
  }

  @Test("has a trend per minute")
  func trend() throws {
    let ramp = (0..<120).map { MoodPoint(second: $0, arousal: Float($0) / 240, valence: 0) }
    let statistics = try #require(MoodStatistics(ramp))
    #expect(abs(statistics.arousal.trend - 0.25) < 1e-6)
    #expect(statistics.valence.trend == 0)
    let single = try #require(MoodStatistics(steps([(1, 0.3, 0.1)])))
    #expect(single.arousal.trend == 0)
  }

  @Test("has the share of each quadrant; 0 counts as high")
  func quadrants() throws {
    let curve = steps([(5, 0.1, 0.1), (3, 0, -0.1), (1, -0.1, -0.1), (1, -0.1, 0)])
    let statistics = try #require(MoodStatistics(curve))
    #expect(Quadrant.allCases == [.excited, .tense, .sad, .calm])
    #expect(statistics.shares == [0.5, 0.3, 0.1, 0.1])
    #expect(statistics.values.count == 16)
  }

  @Test("is none of an empty curve") func empty() { #expect(MoodStatistics([]) == nil) }
}

@Suite("The sections of a curve")
struct SectionTests {
  @Test("begin where the mood changes")
  func cuts() {
    let sections = Sections.cut(steps([(70, -0.4, 0.1), (80, 0.4, 0.1), (30, -0.4, -0.2)]))
    #expect(sections.map(\.start) == [0, 70, 150])
    #expect(sections.map(\.stop) == [69, 149, 179])
    #expect(sections.map(\.quadrant) == [.calm, .excited, .sad])
    #expect(sections.map(\.purity) == [1, 1, 1])
  }

  @Test("are one where little changes, however it wavers")
  func one() {
    let curve = (0..<200).map {
      MoodPoint(second: $0, arousal: $0 % 2 == 0 ? 0.1 : 0.2, valence: 0)
    }
    #expect(Sections.cut(curve).count == 1)
  }

  @Test("are no shorter than eight seconds")
  func shortest() {
    let sections = Sections.cut(steps([(60, 0, 0), (4, 0.9, 0), (60, 0, 0)]))
    #expect(sections.allSatisfy { $0.stop - $0.start >= 7 })
    #expect(Sections.cut(steps([(5, 0, 0), (5, 0.9, 0)])).count == 1)
  }

  @Test("of ten hours are found to the piece")
  func long() {
    let curve = steps([(18_000, -0.5, 0), (18_000, 0.5, 0)])
    #expect(Sections.cut(curve).map(\.start) == [0, 18_000])
  }

  @Test("are none of an empty curve") func empty() { #expect(Sections.cut([]) == []) }
}
