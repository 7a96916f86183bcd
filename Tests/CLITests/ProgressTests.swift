import Testing

@Suite("Progress")
struct ProgressTests {
  private let tool = Tool()

  init() {
    Sample.place(in: tool)
    tool.enable("slow")
  }

  /// What a terminal would get.
  private func onTerminal(_ command: String) -> String {
    let outcome = tool.start(
      program: "/usr/bin/script", ["-q", "-e", "-c", "'\(tool.program)' \(command)", "/dev/null"]
    ).wait()
    #expect(outcome.code == 0)
    return outcome.output
  }

  @Test("is a bar on a terminal that is taken away in the end")
  func bar() {
    let text = onTerminal("run slow sample.mp4 --delay 0.002")
    #expect(text.hasPrefix("\rsample.mp4 ["))
    #expect(text.contains("\rsample.mp4 [#"))
    #expect(text.contains("\r\u{1B}[Kslow labels: "))
  }

  @Test("is a line now and then in a pipe, with the time left")
  func lines() {
    let outcome = tool.run("run", "slow", "sample.mp4", "--delay", "0.006")
    #expect(outcome.code == 0)
    let lines = outcome.errors.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.hasPrefix("sample.mp4: "))
      #expect(line.contains(" %"))
    }
    #expect(lines.last?.hasSuffix(" left") == true)
  }

  @Test("is not shown to those who want quiet")
  func quiet() {
    #expect(
      tool.run("run", "slow", "sample.mp4", "--delay", "0.006", "--quiet").errors == "")
    #expect(onTerminal("run slow sample.mp4 --delay 0.002 -q").hasPrefix("slow labels: "))
  }

  @Test("is not mixed with results that are printed as they come")
  func streams() {
    let text = onTerminal("run slow sample.mp4 --delay 0.002 -f csv")
    #expect(text.hasPrefix("start,stop,label"))
    #expect(!text.contains("["))
  }
}
