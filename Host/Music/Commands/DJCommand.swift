import CLI
import Serving

/// `patchbay dj`: a playlist for a place, an event, or a wish.
enum DJCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    var run = PlaylistRun(invocation: invocation, plugin: "dj")
    run.photo = invocation.text(.photo)
    run.texts = invocation.text(.sentence).map { [$0] } ?? []
    guard run.photo != nil || !run.texts.isEmpty else {
      throw CommandError(
        .usage,
        "dj: what the music is for is missing: --photo FILE, --text SENTENCE, or both\n"
          + Parser.advice("dj"))
    }
    if let minutes = try PlaylistCommand.minutes(invocation) {
      run.settings = [PluginFlag.Setting(name: "minutes", text: "\(minutes.shortText)")]
    }
    return try run.run()
  }
}
