/// Completions for bash: one function that knows every command's flags and values.
struct BashCompletions {
  let root: Command

  var script: String {
    let names = root.all.map { "'\($0.name.contains(" ") ? "" : " ")\($0.name)'" }
    let values = root.all.map(values).joined()
    let words = ([root] + root.all).map(words).joined()
    return """
      # Completions of patchbay for bash: source <(patchbay completions bash)
      _patchbay() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        local command= words= at=1
        COMPREPLY=()
        while [ "$at" -lt "$COMP_CWORD" ]; do
          case "$command ${COMP_WORDS[at]}" in
            \(names.joined(separator: "|"))) ;;
            *) break ;;
          esac
          command=${command:+$command }${COMP_WORDS[at]}
          at=$((at + 1))
        done
        case "$command $before" in

      """ + values + """
          esac
          case $command in

        """ + words + """
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
    var text = "    '\(command.name)') words='\(flags)'\n"
    if !command.subcommands.isEmpty {
      let names = command.subcommands.map(\.word).joined(separator: " ")
      text += "      [ \"$COMP_CWORD\" = \"$at\" ] && \(matching("'\(names)'"))\n"
    }
    for (position, argument) in command.arguments.enumerated() {
      switch argument.value {
      case .choice, .plugins, .command:
        let place = position == 0 ? "$at" : "$((at + \(position)))"
        text += "      [ \"$COMP_CWORD\" = \"\(place)\" ] && \(reply(argument.value))\n"
      default: break
      }
    }
    return text + "      ;;\n"
  }

  /// The statement that completes a value; files are bash's own default.
  private func reply(_ kind: ValueKind) -> String {
    switch kind {
    case .choice(_, let choices): matching("'\(choices.joined(separator: " "))'")
    case .command: matching("'\(root.subcommands.map(\.word).joined(separator: " "))'")
    case .plugins: matching("\"$(patchbay plugins list --format names 2>/dev/null)\"")
    case .folder: "COMPREPLY=($(compgen -d -- \"$word\"))"
    case .file, .text, .number, .count, .time: "COMPREPLY=()"
    }
  }

  private func matching(_ words: String) -> String {
    "COMPREPLY=($(compgen -W \(words) -- \"$word\"))"
  }
}
