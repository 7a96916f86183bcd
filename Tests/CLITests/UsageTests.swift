import Testing

@Suite("Wrong command lines")
struct UsageTests {
  private let tool = Tool()

  private func expect(
    _ arguments: [String], _ message: String, about topic: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let advice = "Type 'patchbay help\(topic.map { " " + $0 } ?? "")' to see what it takes."
    #expect(
      tool.start(arguments).wait()
        == Tool.Outcome(code: 2, output: "", errors: "patchbay: \(message)\n\(advice)\n"),
      sourceLocation: sourceLocation)
  }

  @Test("an unknown command is answered with the one that was meant")
  func command() {
    expect(["rnu"], "unknown command 'rnu'; did you mean 'run'?", about: nil)
    expect(["xyzzy"], "unknown command 'xyzzy'", about: nil)
    expect(["--frob"], "unknown flag '--frob'", about: nil)
  }

  @Test("an unknown flag is answered with the one that was meant")
  func flag() {
    expect(
      ["cut", "a.mp4", "--segmnts", "x"],
      "cut: unknown flag '--segmnts'; did you mean '--segments'?", about: "cut")
    expect(["cut", "-z"], "cut: unknown flag '-z'", about: "cut")
  }

  @Test("a value that is missing, wrong or too much is named")
  func values() {
    expect(
      ["cut", "a.mp4", "--from"],
      "cut: '--from' needs a time: seconds, or [HOURS:]MINUTES:SECONDS", about: "cut")
    expect(
      ["cut", "a.mp4", "--from", "1:99"],
      "cut: '--from 1:99': '--from' needs a time: seconds, or [HOURS:]MINUTES:SECONDS",
      about: "cut")
    expect(
      ["check", "-f", "tabel", "a.so"],
      "check: '-f tabel': '-f' needs one of table, json; did you mean 'table'?", about: "check")
    expect(
      ["bench", "--requests=0"],
      "bench: '--requests 0': '--requests' needs a whole number, 1 or more", about: "bench")
    expect(
      ["cut", "a.mp4", "--exact=yes"], "cut: '--exact=yes': '--exact' takes no value", about: "cut")
    expect(
      ["cut", "a.mp4", "--from", "1", "--from=2"], "cut: '--from' is given twice", about: "cut")
  }

  @Test("an argument that is missing or too much is named, with the usage")
  func arguments() {
    expect(["cut"], "cut: FILE is missing: patchbay cut [flags] FILE", about: "cut")
    expect(
      ["version", "2"], "version: '2' is one argument too many: patchbay version [flags]",
      about: "version")
    expect(
      ["completions", "bahs"],
      "completions: 'bahs': needs one of bash, zsh, fish; did you mean 'bash'?",
      about: "completions")
    expect(
      ["plugins", "show"], "plugins show: PLUGIN is missing: patchbay plugins show [flags] PLUGIN",
      about: "plugins show")
    expect(
      ["plugins", "shw"], "plugins: unknown command 'shw'; did you mean 'show'?", about: "plugins")
    expect(
      ["run"],
      "run: PLUGIN is missing: patchbay run [flags] PLUGIN[,PLUGIN...] [FILE...]", about: "run")
  }

  @Test("flags may stand anywhere, '--' ends them, and letters may be joined")
  func placement() {
    tool.write("-odd.json", "{\"timestamps\":[]}")
    tool.write("a.mp4", "")
    let outcome = tool.run("cut", "--segments", "-odd.json", "--exact", "--", "a.mp4")
    #expect(
      outcome
        == Tool.Outcome(code: 0, output: "", errors: "patchbay: there is no stretch to cut\n"))
    #expect(tool.run("cut", "a.mp4", "-o.", "--segments=-odd.json") == outcome)
  }

  @Test("without a command, help is printed as an error")
  func nothing() {
    let outcome = tool.run()
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors == tool.run("help").output)
  }
}
