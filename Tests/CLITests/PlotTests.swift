import CLI
import Plugins
import Serving
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

@Suite("A picture of the results")
struct PlotFileTests {
  private let tool = Tool()
  init() { Sample.place(in: tool) }

  @Test("is a PNG where its name says so")
  func png() {
    let outcome = tool.run("run", "echo", "sample.mp4", "-f", "table", "--plot", "sizes.PNG")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let bytes = tool.bytes("sizes.PNG") ?? []
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    // 960 pixels, twice as dense: 1920.
    #expect(bytes.dropFirst(16).prefix(4) == [0, 0, 7, 128])
  }

  @Test("is an SVG with a panel for each unit and range, an axis of time and a legend")
  func svg() throws {
    let outcome = tool.run("run", "echo", "sample.mp4", "--plot", "sizes.svg", "-q", "-o", "o.json")
    #expect(outcome == Tool.Outcome(code: 0, output: "", errors: ""))
    let text = try #require(tool.read("sizes.svg"))
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "))
    #expect(text.hasSuffix("</svg>\n"))
    for word in ["sample.mp4", "echo size (px)", "echo size", "width", "height", "checksum"] {
      #expect(text.contains(">\(word)</text>"), "\(word)")
    }
    #expect(text.contains(">0:30</text>"))
  }

  @Test("needs a name that says what it is")
  func suffix() {
    #expect(
      tool.run("run", "echo", "sample.mp4", "--plot", "sizes.jpg")
        == Tool.Outcome(
          code: 2, output: "",
          errors: "patchbay: run: '--plot sizes.jpg': the name has to end in .png or .svg\n"
            + "Type 'patchbay help run' to see what it takes.\n"))
  }

  @Test("needs numbers at several times")
  func nothing() {
    let outcome = tool.run("run", "echo", "-t", "text=x", "-f", "json", "--plot", "x.svg")
    #expect(outcome.code == 9)
    #expect(
      outcome.errors
        == "patchbay: nothing to plot: no output of this run sends numbers at several times\n")
    #expect(tool.read("x.svg") == nil)
  }

  @Test("needs results that are kept, and one file")
  func usage() {
    let advice = "\nType 'patchbay help run' to see what it takes.\n"
    #expect(
      tool.run("run", "echo", "sample.mp4", "-f", "csv", "--plot", "x.svg").errors
        == "patchbay: run: '--plot' needs results that are kept; use another format than csv"
        + advice)
    #expect(
      tool.run("run", "echo", "sample.mp4", "a.mp4", "--plot", "x.svg").errors
        == "patchbay: run: '--plot' is for one file" + advice)
  }
}

@Suite("A table of one long vector")
struct LongVectorTests {
  @Test("has a line for each dimension")
  func list() {
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    let port = OutputPort(
      name: "figures", summary: "",
      kind: .vectors(
        names.map { OutputPort.Dimension(name: $0, unit: "s", minimum: nil, maximum: nil) }))
    var results = PluginResults(plugin: "p", outputs: [port])
    results.add(.vector(port: 0, time: 0, values: [1, 2, 3, 4, 5, 6, 7, 8, 9.25]))
    let text = ResultsTable.text([results])
    #expect(
      text.hasPrefix(
        """
        p figures: 1
           NAME  VALUE  UNIT
            one      1  s

        """))
    #expect(text.hasSuffix("   nine   9.25  s\n"))
  }
}

@Suite("A table on a terminal")
struct TerminalTableTests {
  private let tool = Tool()
  init() { Sample.place(in: tool) }

  @Test("draws numbers over time as curves, and lists them elsewhere")
  func curves() {
    let run = "'\(tool.program)' run echo sample.mp4"
    let shown = tool.start(
      program: "/usr/bin/script", ["-qec", "stty cols 60; \(run)", "/dev/null"]
    ).wait()
    #expect(shown.code == 0)
    #expect(shown.output.contains("  WIDTH (px): ") || shown.output.contains("  WIDTH: "))
    #expect(shown.output.contains("└"))
    let listed = tool.run("run", "echo", "sample.mp4", "-f", "table")
    #expect(!listed.output.contains("└"))
  }
}
