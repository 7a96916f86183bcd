/// Completions for fish: one `complete` line for each command, flag and value.
struct FishCompletions {
  let commands: [Command]

  var script: String {
    """
    # Completions of patchbay for fish: patchbay completions fish | source
    complete -c patchbay -n __fish_use_subcommand -f

    """ + commands.map(lines).joined()
  }

  private func lines(_ command: Command) -> String {
    let seen = "-n '__fish_seen_subcommand_from \(command.name)'"
    var text =
      "complete -c patchbay -n __fish_use_subcommand -f -a \(command.name) "
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
    case .command: "-f -a '\(commands.map(\.name).joined(separator: " "))'"
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
