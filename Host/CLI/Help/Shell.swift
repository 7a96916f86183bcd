/// A shell that completions can be made for.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that its user sources, drawn from the table.
  package func script(_ commands: [Command]) -> String {
    switch self {
    case .bash: BashCompletions(commands: commands).script
    case .zsh: ZshCompletions(commands: commands).script
    case .fish: FishCompletions(commands: commands).script
    }
  }
}
