import CLI
import Testing

@Suite("The scale of an axis")
struct ScaleTests {
  private func series(_ values: [Double], _ range: ClosedRange<Double>? = nil) -> TimeSeries {
    TimeSeries(
      "x", minimum: range?.lowerBound, maximum: range?.upperBound,
      points: values.enumerated().map { TimeSeries.Point(Double($0), $1) })
  }

  @Test("goes as far as the plugin declares")
  func declared() {
    let scale = Scale(values: [series([0.1, 0.2], -1...1)])
    #expect(scale.bounds == -1...1)
    #expect(scale.ticks == [-1, -0.5, 0, 0.5, 1])
    #expect(scale.ticks.map(scale.label) == ["-1", "-0.5", "0", "0.5", "1"])
  }

  @Test("goes as far as the values do, to round numbers, where nothing is declared")
  func undeclared() {
    let scale = Scale(values: [series([-23.4, -14.1, -17])])
    #expect(scale.bounds == -25...(-10))
    #expect(scale.ticks == [-25, -20, -15, -10])
  }

  @Test("has room around a value that never changes")
  func constant() {
    let scale = Scale(values: [series([5, 5, 5])])
    #expect(scale.bounds == 4...6)
    #expect(scale.place(5) == 0.5)
  }

  @Test("widens where a value lies outside of what is declared")
  func outside() { #expect(Scale(values: [series([0, 3], 0...1)]).bounds == 0...3) }

  @Test(
    "has ticks at round times",
    arguments: [
      (3.0, 5, ["0:00", "0:01", "0:02", "0:03"]), (185, 4, ["0:00", "1:00", "2:00", "3:00"]),
      (36_000, 5, ["0:00", "2:00:00", "4:00:00", "6:00:00", "8:00:00", "10:00:00"]),
      (0.4, 4, ["0:00", "0:00.1", "0:00.2", "0:00.3", "0:00.4"]),
    ])
  func times(length: Double, count: Int, labels: [String]) {
    #expect(Scale(time: 0...length, ticks: count).ticks.map(Scale.clock) == labels)
  }
}
