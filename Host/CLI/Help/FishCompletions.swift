/// Completions for fish: one `complete` line for each command, flag and value.
struct FishCompletions {
  let root: Command

  var script: String {
    """
    # Completions of patchbay for fish: patchbay completions fish | source
    complete -c patchbay -n __fish_use_subcommand -f

    """ + root.all.map(lines).joined()
  }

  /// The condition under which words of `command` are offered.
  private func seen(_ command: Command) -> String {
    var tests = command.name.split(separator: " ").map { "__fish_seen_subcommand_from \($0)" }
    if !command.subcommands.isEmpty {
      let below = command.subcommands.map(\.word).joined(separator: " ")
      tests.append("not __fish_seen_subcommand_from \(below)")
    }
    return "-n '\(tests.joined(separator: "; and "))'"
  }

  private func lines(_ command: Command) -> String {
    let seen = seen(command)
    let parent = root.all.first { $0.subcommands.contains { $0.name == command.name } }
    let place = parent.map(self.seen) ?? "-n __fish_use_subcommand"
    var text =
      "complete -c patchbay \(place) -f -a \(command.word) "
      + "-d \(quoted(command.summary))\n"
    for argument in command.arguments {
      if let action = action(argument.value) { text += "complete -c patchbay \(seen) \(action)\n" }
    }
    for flag in command.allFlags {
      let short = flag.short.map { " -s \($0)" } ?? ""
      var value = ""
      if let kind = flag.value { value = " -r \(action(kind) ?? "-F")" }
      text +=
        "complete -c patchbay \(seen)\(short) -l \(flag.name)\(value) "
        + "-d \(quoted(flag.summary))\n"
    }
    return text
  }

  /// Nil for files, which fish offers by itself.
  private func action(_ kind: ValueKind) -> String? {
    switch kind {
    case .choice(_, let choices): "-f -a '\(choices.joined(separator: " "))'"
    case .command: "-f -a '\(root.subcommands.map(\.word).joined(separator: " "))'"
    case .plugins: "-a '(patchbay plugins list --format names 2>/dev/null)'"
    case .folder: "-a '(__fish_complete_directories)'"
    case .file: nil
    case .text, .number, .count, .time: "-f"
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
