import CLI
import Testing

@Suite("A curve in the terminal")
struct BraillePlotTests {
  @Test("is drawn in dots between its axes")
  func ramp() {
    let points = (0...20).map { TimeSeries.Point(Double($0), Double($0) / 10 - 1) }
    let ramp = TimeSeries("arousal", minimum: -1, maximum: 1, points: points)
    #expect(
      BraillePlot.text([ramp], columns: 29) == """
          AROUSAL: 0 on average, -1 to 1
             1 ┤                ⢀⡠⠔⠊
           0.5 ┤             ⢀⡠⠔⠁
               │          ⡠⠔⠊⠁
             0 ┤       ⣀⠤⠒⠁
          -0.5 ┤   ⢀⠤⠒⠉
            -1 ┤⣀⠤⠒⠁
               └┴─────────┴────────┴
                0:00    0:10    0:20

        """)
  }

  @Test("of several dimensions shares one axis of time")
  func several() {
    let points = (0...9).map { TimeSeries.Point(Double($0), 1) }
    let text = BraillePlot.text(
      [TimeSeries("a", points: points), TimeSeries("b", unit: "dB", points: points)],
      columns: 40)
    #expect(text.split(separator: "\n").count == 2 * 7 + 2)
    #expect(text.contains("  B: 1 dB on average, 1 to 1\n"))
  }

  @Test("of hours is as wide as one of seconds")
  func long() {
    let points = (0..<36_000).map { TimeSeries.Point(Double($0), Double($0 % 100)) }
    let text = BraillePlot.text([TimeSeries("a", points: points)], columns: 80)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
