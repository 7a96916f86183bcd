import CLI

/// `patchbay playlist`: tracks like the given ones.
enum PlaylistCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let seconds = try minutes(invocation).map { $0 * 60 }
    var run = PlaylistRun(invocation: invocation, plugin: "playlist")
    run.texts = invocation.arguments
    run.seconds = seconds
    let count = invocation.count(.count) ?? seconds.map(PluginPlaylist.count(forSeconds:))
    if let count { run.settings = [PluginFlag.Setting(name: "count", text: "\(count)")] }
    return try run.run()
  }

  /// The value of `--minutes`.
  static func minutes(_ invocation: Invocation) throws(CommandError) -> Double? {
    guard let minutes = invocation.number(.minutes) else { return nil }
    guard minutes > 0, minutes <= 10_000 else {
      let name = invocation.command.name
      throw CommandError(
        .usage,
        "\(name): '--minutes \(invocation.text(.minutes) ?? "")': needs a number above 0, up to"
          + " 10000\n\(Parser.advice(name))")
    }
    return minutes
  }
}
