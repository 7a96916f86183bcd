/// What `patchbay help` prints, drawn from the table.
package enum HelpText {
  static let columns = 80

  /// The page of the program.
  package static func program(_ root: Command) -> String {
    var text = """
      patchbay - runs media plugins: frames, audio or text in, timed results out

      usage: patchbay COMMAND [flags] ...

      commands:

      """
    text += rows(root.subcommands.map { ($0.word, $0.summary) })
    text += "\nexit codes:\n"
    text += rows(ExitCode.allCases.map { (pad("\($0.rawValue)", 5) + $0.name, $0.summary) })
    text += "\nType 'patchbay help COMMAND' to see what it takes.\n"
    return text
  }

  /// The page of one command; `plugins` are the flags of the plugins that were named with it.
  package static func page(
    _ command: Command, plugins: [(name: String, summary: String, flags: [PluginFlag])] = []
  ) -> String {
    var text = wrap("patchbay \(command.name) - \(command.summary)") + "\n"
    text += "usage: \(command.usage)\n\n"
    for paragraph in command.details { text += wrap(paragraph) + "\n" }
    for plugin in plugins {
      text += wrap("flags of the plugin \(plugin.name) - \(plugin.summary)")
      text +=
        plugin.flags.isEmpty
        ? "  It has none.\n" : rows(plugin.flags.map { ($0.flag.synopsis, $0.flag.summary) })
      text += "\n"
    }
    if !command.subcommands.isEmpty {
      text += "commands:\n" + rows(command.subcommands.map { ($0.word, $0.summary) })
      text += "\nType 'patchbay help \(command.name) COMMAND' to see what it takes.\n\n"
    }
    text += "flags:\n" + rows(command.allFlags.map { ($0.synopsis, sentence($0)) })
    if !command.examples.isEmpty {
      text += "\nexamples:\n"
      for example in command.examples { text += "  \(example.line)\n      \(example.summary)\n" }
    }
    return text
  }

  /// The flag's sentence, and what it can be where there is a choice.
  private static func sentence(_ flag: Flag) -> String {
    guard let choices = flag.value?.choices, !choices.isEmpty else { return flag.summary }
    return flag.summary + " One of " + choices.joined(separator: ", ") + "."
  }

  /// Two columns: what, and a sentence that is wrapped beside it.
  static func rows(_ rows: [(String, String)]) -> String {
    let left = min(30, (rows.map { $0.0.count }.max() ?? 0) + 4)
    var text = ""
    for (what, sentence) in rows {
      let lines = wrapped(sentence, columns - left)
      let head = "  " + what
      if head.count + 2 > left {
        text += head + "\n" + pad("", left) + (lines.first ?? "") + "\n"
      } else {
        text += lines.isEmpty ? head + "\n" : pad(head, left) + lines[0] + "\n"
      }
      for line in lines.dropFirst() { text += pad("", left) + line + "\n" }
    }
    return text
  }

  private static func wrap(_ paragraph: String) -> String {
    wrapped(paragraph, columns).map { $0 + "\n" }.joined()
  }

  /// The words of `text` in lines of at most `width` characters.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
