extension Command {
  static let cut = Command(
    "cut", "Cuts stretches of a recording to files, without encoding them anew.",
    arguments: [Argument(.file("FILE"))],
    flags: [.segments, .from, .to, .out, .exact, .overwrite],
    details: [
      "The recording is never changed. Each file is named after it, with the times of its "
        + "stretch, and appears when it is complete. Their names are printed, one a line."
    ],
    examples: [
      ("patchbay cut day.mp4 --from 1:30 --to 2:10 -o clips", "One stretch."),
      (
        "patchbay run motion day.mp4 -f json | patchbay cut day.mp4 --segments -",
        "Every stretch that was found."
      ),
    ],
    run: CutCommand.run)

  static let help = Command(
    "help", "Prints the commands, or what one of them takes.",
    arguments: [Argument(.command, isOptional: true, isRepeatable: true)], run: HelpCommand.run)

  static let version = Command(
    "version", "Prints the version of this program and of the plugin contract it speaks.",
    run: VersionCommand.run)

  static let completions = Command(
    "completions", "Prints the completions for a shell.",
    arguments: [Argument(.choice("bash|zsh|fish", Shell.allCases.map(\.rawValue)))],
    examples: [
      ("source <(patchbay completions bash)", "In this shell, now."),
      ("patchbay completions fish > ~/.config/fish/completions/patchbay.fish", "For good."),
    ],
    run: CompletionsCommand.run)
}
