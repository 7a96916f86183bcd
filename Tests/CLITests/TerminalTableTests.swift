import Testing

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
