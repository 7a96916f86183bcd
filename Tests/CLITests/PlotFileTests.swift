import Testing

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
