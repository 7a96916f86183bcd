import CLI
import Testing

@Suite("Help")
struct HelpTests {
  private let tool = Tool()

  @Test("of the program lists every command and exit code")
  func program() {
    let outcome = tool.run("help")
    #expect(
      outcome == Tool.Outcome(code: 0, output: HelpText.program(patchbay.root), errors: ""))
    #expect(tool.run("--help") == outcome)
    #expect(tool.run("-h") == outcome)
  }

  @Test(
    "of each command is the same by 'help' and by '--help'",
    arguments: patchbay.root.all.map(\.name))
  func command(name: String) throws {
    let command = try #require(patchbay.root.all.first { $0.name == name })
    let words = name.split(separator: " ").map(String.init)
    let outcome = tool.start(["help"] + words).wait()
    #expect(outcome == Tool.Outcome(code: 0, output: HelpText.page(command), errors: ""))
    #expect(tool.start(words + ["--help"]).wait() == outcome)
    #expect(tool.start(["--help"] + words).wait() == outcome)
  }

  @Test("of a command reads well")
  func wholeText() {
    #expect(
      tool.run("help", "plan").output == """
        patchbay plan - Prints what a changed manifest would change, and changes
        nothing.

        usage: patchbay plan [flags] [MANIFEST]

        MANIFEST (or --manifest) is the new one. It is compared with --against, the
        manifest that the host runs with.

        flags:
          -m, --manifest FILE  The manifest to use, instead of ./plugins.yaml or the
                               installation's own.
              --against FILE   The manifest to compare with (default: as for 'serve').
          -h, --help           Prints what the command takes, and stops.

        examples:
          patchbay plan new.yaml --against plugins.yaml
              One sentence for each change.

        """)
  }

  @Test("of 'run' shows the flags of the plugin that is named")
  func plugin() {
    tool.enable("slow")
    let outcome = tool.run("run", "slow", "--help")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output.contains(
        """
        flags of the plugin slow - Takes its time.
              --delay NUMBER         Time for each piece of media. (between 0 and 3600
                                     s; default: 0.1 s)
              --finish-delay NUMBER  Time for the end. (between 0 and 3600 s; default: 0
                                     s)
              --witness TEXT         The file to note what happens in; empty for none.
                                     (default: none)


        """))
  }

  @Test("of a topic that is none says what was meant")
  func topic() {
    #expect(
      tool.run("help", "serv").errors
        == "patchbay: unknown command 'serv'; did you mean 'serve'?\n"
        + "Type 'patchbay help' to see what it takes.\n")
  }

  @Test("and version are printed by a program that needs no manifest")
  func version() {
    let outcome = tool.run("version")
    #expect(
      outcome
        == Tool.Outcome(
          code: 0, output: "patchbay 0.1.0, plugin contract 1.0\n", errors: ""))
    #expect(tool.run("--version") == outcome)
  }
}
