import CLI
import Testing

@Suite("The tree of commands")
struct TableTests {
  @Test("names every command, flag and letter once")
  func unique() {
    let commands = patchbay.root.all.map(\.name)
    #expect(Set(commands).count == commands.count)
    for command in patchbay.root.all {
      let flags = command.allFlags.map(\.name)
      #expect(Set(flags).count == flags.count, "\(command.name)")
      let letters = command.allFlags.compactMap(\.short)
      #expect(Set(letters).count == letters.count, "\(command.name)")
    }
  }

  @Test("says a sentence about every command and flag")
  func sentences() {
    for command in patchbay.root.all {
      #expect(command.summary.last == ".", "\(command.name)")
      for below in command.subcommands { #expect(below.name == "\(command.name) \(below.word)") }
      for flag in command.allFlags {
        #expect(flag.summary.hasSuffix(".") || flag.summary.hasSuffix(")."), "--\(flag.name)")
      }
    }
  }

  @Test("takes optional and repeated arguments at the end only")
  func arguments() {
    for command in patchbay.root.all {
      let optional = command.arguments.drop { !$0.isOptional }
      let required = optional.filter { !$0.isOptional }
      #expect(required.isEmpty, "\(command.name)")
      let early = command.arguments.dropLast().filter(\.isRepeatable)
      #expect(early.isEmpty, "\(command.name)")
    }
  }

  @Test("has every flag in the help of its command")
  func help() {
    for command in patchbay.root.all {
      let lines = HelpText.page(command).split(separator: "\n")
      for flag in command.allFlags {
        let spelling = "--\(flag.name)" + (flag.value.map { " \($0.placeholder)" } ?? "")
        let isThere = lines.contains { line in
          line.split(separator: "  ").first?.hasSuffix(spelling) == true
        }
        #expect(isThere, "\(command.name) \(spelling)")
      }
    }
  }

  @Test("has help that fits 80 columns, but for command lines")
  func width() {
    for text in [HelpText.program(patchbay.root)] + patchbay.root.all.map({ HelpText.page($0) }) {
      for line in text.split(separator: "\n") where !line.contains("patchbay ") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test("has every command and flag in every shell's completions", arguments: Shell.allCases)
  func completions(shell: Shell) {
    let script = shell.script(patchbay.root)
    for command in patchbay.root.all {
      #expect(script.contains(command.word))
      for flag in command.allFlags {
        #expect(script.contains(flag.name), "\(command.name) --\(flag.name)")
      }
    }
  }

  @Test("has an exit code of its own for each name")
  func exitCodes() {
    let names = ExitCode.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    for code in ExitCode.allCases {
      #expect(HelpText.program(patchbay.root).contains(code.name))
      #expect(code.summary.last == ".")
    }
  }
}
