/// Completions for zsh, as a function for `compdef`.
struct ZshCompletions {
  let commands: [Command]

  var script: String {
    let lines = commands.map { "    \(quoted("\(escaped($0.name)):\($0.summary)"))\n" }.joined()
    let cases = commands.map(arguments).joined()
    return """
      #compdef patchbay
      # Completions of patchbay for zsh: source <(patchbay completions zsh)
      _patchbay_plugins() {
        local -a names
        names=(${(f)"$(patchbay plugins list --format names 2>/dev/null)"})
        _sequence compadd - $names
      }
      _patchbay_commands() {
        local -a commands
        commands=(

      """ + lines + """
          )
          _describe command commands
        }
        _patchbay() {
          if (( CURRENT == 2 )); then
            _patchbay_commands
            return
          fi
          local command=$words[2]
          shift words
          (( CURRENT-- ))
          case $command in

        """ + cases + """
            esac
          }
          compdef _patchbay patchbay

          """
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
    return "    \(command.name)) _arguments \\\n      "
      + specs.joined(separator: " \\\n      ") + " ;;\n"
  }

  private func action(_ kind: ValueKind) -> String {
    switch kind {
    case .choice(_, let choices): "(\(choices.joined(separator: " ")))"
    case .command: "_patchbay_commands"
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
