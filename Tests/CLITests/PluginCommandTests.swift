import JSON
import TestSupport
import Testing

@Suite("'plugins', 'check' and 'plan'")
struct PluginCommandTests {
  private let tool = Tool()

  init() {
    tool.write(
      "plugins.yaml",
      """
      version: 1
      plugins:
        echo:
        second:
          library: libecho.so
          enabled: false

      """)
  }

  @Test("list the plugins of the manifest in its order")
  func list() {
    #expect(
      tool.run("plugins", "-f", "table").output == """
          NAME    STATE     ISOLATION  VERSION  WHAT IT DOES
          echo    ready     process    1.0.0    Sends back what it gets, for measuring.
          second  disabled  process

        """)
    #expect(tool.run("plugins", "list", "-f", "names").output == "echo\nsecond\n")
  }

  @Test("show what a plugin takes and gives")
  func show() {
    let outcome = tool.run("plugins", "show", "echo", "-f", "table")
    #expect(outcome.code == 0)
    #expect(
      outcome.output.hasPrefix(
        """
        echo 1.0.0 - Sends back what it gets, for measuring.

        state:
          ready
        inputs:
          audio (audio)  Samples to send back. (the file's own rate, its own channels;
                         optional)
          frame (frame)  Pictures to measure. (every frame; optional)
          text (text)    Texts to send back. (one or many texts; optional)

        """))
    #expect(
      tool.run("plugins", "show", "ecko")
        == Tool.Outcome(
          code: 5, output: "", errors: "patchbay: no plugin named 'ecko'; did you mean 'echo'?\n"))
  }

  @Test("print the same document as JSON as a host does")
  func json() throws {
    let node = try JSONNode(parsing: tool.run("plugins", "show", "echo").output)
    #expect(node["name"]?.string == "echo")
    #expect(node["state"]?.string == "ready")
    #expect(node["inputs"]?.elements?.count == 3)
    #expect(try JSONNode(parsing: tool.run("plugins").output).elements?.first == node)
  }

  @Test("are the libraries beside the program where there is no manifest, and no others")
  func besideTheProgram() {
    let names = Tool().run("plugins", "-f", "names").output.split(separator: "\n")
    #expect(names.contains("echo"))
    #expect(names.filter { $0.contains("slow") || $0.contains("fixture") } == [])
  }

  @Test("check gives each broken library its reason code")
  func check() throws {
    let outcome = tool.run(
      "check", BuildFolder.library("echo"), try FixtureBuilder.library(.noSymbol),
      try FixtureBuilder.library(.wrongABI), "absent.so", "-f", "json")
    #expect(outcome.code == 5)
    #expect(outcome.errors == "")
    let verdicts = try #require(JSONNode(parsing: outcome.output).elements)
    #expect(
      verdicts.map { $0["verdict"]?.string } == ["ok", "missing-symbol", "wrong-abi", "not-found"])
    let text = tool.run("check", BuildFolder.library("echo"), "--format", "table")
    #expect(
      text
        == Tool.Outcome(
          code: 0,
          output: "\(BuildFolder.library("echo")): ok: echo 1.0.0: "
            + "Sends back what it gets, for measuring.\n", errors: ""))
  }

  @Test("plan prints what would change, and what would be refused")
  func plan() {
    tool.write(
      "new.yaml",
      """
      version: 1
      plugins:
        echo:
          isolation: inline
        gone:
          library: libgone.so

      """)
    let outcome = tool.run("plan", "new.yaml")
    #expect(
      outcome.output == """
        echo: isolation changes from process to inline
        gone: is added
        second: is removed

        """)
    #expect(
      outcome.errors
        == "patchbay: gone: would be refused (not-found): libgone.so: there is no such file; "
        + "build it, or correct 'library'\n")
    #expect(outcome.code == 5)
    #expect(
      tool.run("plan", "plugins.yaml")
        == Tool.Outcome(code: 0, output: "Nothing would change.\n", errors: ""))
    #expect(tool.run("plan", "--manifest", "plugins.yaml", "--against", "new.yaml").code == 0)
    #expect(tool.run("plan").code == 2)
  }
}
