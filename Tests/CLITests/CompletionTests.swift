import CLI
import TestSupport
import Testing

@Suite("Completions")
struct CompletionTests {
  /// What bash offers for the last of `words`.
  private func offers(_ words: [String]) -> [String] {
    let tool = Tool()
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    tool.write(
      "try.bash",
      """
      PATH='\(BuildFolder.path)':$PATH
      source <(patchbay completions bash)
      COMP_WORDS=(patchbay \(list))
      COMP_CWORD=\(words.count)
      _patchbay
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let outcome = tool.start(program: "/bin/bash", ["try.bash"]).wait()
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test("offer the commands that begin as typed")
  func commands() {
    #expect(offers(["p"]) == ["plugins", "plan", "playlist"])
    #expect(offers(["library", "l"]) == ["list"])
  }

  @Test("offer every flag of each command", arguments: patchbay.root.all.map(\.name))
  func flags(name: String) throws {
    let command = try #require(patchbay.root.all.first { $0.name == name })
    #expect(
      offers(name.split(separator: " ").map(String.init) + ["--"])
        == command.allFlags.map { "--" + $0.name })
  }

  @Test("offer the choices of a flag")
  func choices() {
    #expect(offers(["run", "echo", "a.mp4", "--format", "s"]) == ["srt"])
    #expect(offers(["run", "echo", "a.mp4", "-f", ""]).count == 6)
  }

  @Test("offer the plugins of the manifest")
  func plugins() {
    #expect(offers(["run", "ech"]) == ["echo"])
    #expect(offers(["plugins", "show", "ech"]) == ["echo"])
    #expect(offers(["plugins", "s"]) == ["show"])
    #expect(offers(["library", "list", "--by", "m"]) == ["meaning"])
  }

  @Test("are scripts that their shells understand", arguments: Shell.allCases)
  func syntax(shell: Shell) {
    let tool = Tool()
    let outcome = tool.run("completions", shell.rawValue)
    #expect(outcome == Tool.Outcome(code: 0, output: shell.script(patchbay.root), errors: ""))
    tool.write("script", shell.script(patchbay.root))
    // zsh and fish are seldom installed; bash always is.
    let check = tool.start(
      program: "/bin/sh",
      ["-c", "command -v \(shell.rawValue) >/dev/null || exit 0; exec \(shell.rawValue) -n script"]
    ).wait()
    #expect(check == Tool.Outcome(code: 0, output: "", errors: ""))
  }
}
