extension Command {
  /// Every command, in help's order. Parsing, help, completions and the tests walk this table.
  package static let all: [Command] = [
    serve, run, plugins, check, plan, cut, library, playlist, dj, bench, help, version, completions,
  ]
}
