/// Completions for zsh, as a function for `compdef`.
struct ZshCompletions {
  let root: Command

  var script: String {
    let names = root.all.map { "'\($0.name.contains(" ") ? "" : " ")\($0.name)'" }
    let cases = ([root] + root.all).map(arguments).joined()
    return """
      #compdef patchbay
      # Completions of patchbay for zsh: source <(patchbay completions zsh)
      _patchbay_plugins() {
        local -a names
        names=(${(f)"$(patchbay plugins list --format names 2>/dev/null)"})
        _sequence compadd - $names
      }
      _patchbay() {
        local command=
        while (( CURRENT > 2 )); do
          case "$command $words[2]" in
            \(names.joined(separator: "|"))) ;;
            *) break ;;
          esac
          command=${command:+$command }$words[2]
          shift words
          (( CURRENT-- ))
        done
        case $command in

      """ + cases + """
          esac
        }
        compdef _patchbay patchbay

        """
  }

  /// What `_describe` offers of the commands below one.
  private func below(_ command: Command) -> String {
    let lines = command.subcommands.map { quoted("\(escaped($0.word)):\($0.summary)") }
    return
      "local -a commands; commands=(\(lines.joined(separator: " "))); _describe command commands"
  }

  private func arguments(_ command: Command) -> String {
    var specs: [String] = []
    for flag in command.allFlags {
      let value = flag.value.map { ":\(escaped($0.placeholder)):\(action($0))" } ?? ""
      let summary = "[\(escaped(flag.summary))]\(value)"
      let repeats = flag.isRepeatable ? "*" : ""
      specs.append(quoted("\(repeats)--\(flag.name)\(summary)"))
      if let short = flag.short { specs.append(quoted("\(repeats)-\(short)\(summary)")) }
    }
    for (position, argument) in command.arguments.enumerated() {
      let place = argument.isRepeatable ? "*" : "\(position + 1)"
      let colon = argument.isOptional ? "::" : ":"
      let name = escaped(argument.value.placeholder)
      specs.append(quoted("\(place)\(colon)\(name):\(action(argument.value))"))
    }
    let own = "_arguments \\\n      " + specs.joined(separator: " \\\n      ")
    if command.subcommands.isEmpty { return "    '\(command.name)') \(own) ;;\n" }
    return "    '\(command.name)') if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then "
      + "\(below(command)); else \(own); fi ;;\n"
  }

  private func action(_ kind: ValueKind) -> String {
    switch kind {
    case .choice(_, let choices): "(\(choices.joined(separator: " ")))"
    case .command: "(\(root.subcommands.map(\.word).joined(separator: " ")))"
    case .plugins: "_patchbay_plugins"
    case .folder: "_files -/"
    case .file: "_files"
    case .text, .number, .count, .time: " "
    }
  }

  /// Brackets and colons mean something within a specification of `_arguments`.
  private func escaped(_ text: String) -> String {
    text.map { "[]:".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
