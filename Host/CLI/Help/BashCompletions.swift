/// Completions for bash: one function that knows every command's flags and values.
struct BashCompletions {
  let commands: [Command]

  var script: String {
    """
    # Completions of patchbay for bash: source <(patchbay completions bash)
    _patchbay() {
      local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
      local command=${COMP_WORDS[1]} words=
      COMPREPLY=()
      if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W '\(commands.map(\.name).joined(separator: " "))' -- "$word"))
        return
      fi
      case "$command $before" in

    """ + commands.map(values).joined() + """
        esac
        case $command in

      """ + commands.map(words).joined() + """
          esac
          if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "$words" -- "$word"))
          fi
        }
        complete -o default -F _patchbay patchbay

        """
  }

  /// What follows a flag that takes a value.
  private func values(_ command: Command) -> String {
    command.allFlags.filter { $0.value != nil }.map { flag in
      let long = "'\(command.name) --\(flag.name)'"
      let pattern = flag.short.map { long + "|'\(command.name) -\($0)'" } ?? long
      return "    \(pattern)) \(reply(flag.value!)); return ;;\n"
    }.joined()
  }

  private func words(_ command: Command) -> String {
    let flags = command.allFlags.map { "--" + $0.name }.joined(separator: " ")
    var text = "    \(command.name)) words='\(flags)'\n"
    for (position, argument) in command.arguments.enumerated() {
      switch argument.value {
      case .choice, .plugins, .command:
        text += "      [ \"$COMP_CWORD\" = \(position + 2) ] && \(reply(argument.value))\n"
      default: break
      }
    }
    return text + "      ;;\n"
  }

  /// The statement that completes a value; files are bash's own default.
  private func reply(_ kind: ValueKind) -> String {
    switch kind {
    case .choice(_, let choices): matching("'\(choices.joined(separator: " "))'")
    case .command: matching("'\(commands.map(\.name).joined(separator: " "))'")
    case .plugins: matching("\"$(patchbay plugins list --format names 2>/dev/null)\"")
    case .folder: "COMPREPLY=($(compgen -d -- \"$word\"))"
    case .file, .text, .number, .count, .time: "COMPREPLY=()"
    }
  }

  private func matching(_ words: String) -> String {
    "COMPREPLY=($(compgen -W \(words) -- \"$word\"))"
  }
}
