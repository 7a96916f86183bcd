extension Command {
  /// Those of the host, in help's order; the modules' stand before the last four.
  static let host: [Command] = [
    serve, run, plugins, check, plan, cut, bench, help, version, completions,
  ]
}
