extension Command {
  static let serve = Command(
    "serve", "Serves the plugins of a manifest over HTTP.",
    flags: [.manifest, .listen],
    details: [
      "SIGHUP reads the manifest again and changes what it says; a manifest with an error "
        + "changes nothing. SIGTERM or Ctrl-C stops taking requests and ends what is under way; "
        + "the second one quits at once.",
      "The first line on standard output is the address: 'patchbay: serving at http://...'.",
    ],
    examples: [
      ("patchbay serve", "Serves what ./plugins.yaml says."),
      ("patchbay serve -m lab.yaml -l 127.0.0.1:0", "Another manifest, on a free port."),
    ],
    run: ServeCommand.run)

  static let plugins = Command(
    "plugins", "Lists the plugins of a manifest, or shows one of them.",
    flags: [.listFormat, .manifest, .remote],
    examples: [
      ("patchbay plugins", "Every plugin and its state."),
      ("patchbay plugins show motion", "What it takes, gives, and lets you set."),
    ],
    subcommands: [
      Command(
        "plugins list", "Lists the plugins of a manifest, as 'plugins' alone does.",
        flags: [.listFormat, .manifest, .remote], run: PluginsCommand.list),
      Command(
        "plugins show", "Shows what one plugin takes, gives, and lets you set.",
        arguments: [Argument(.plugins("PLUGIN"))], flags: [.listFormat, .manifest, .remote],
        run: PluginsCommand.show),
    ],
    run: PluginsCommand.list)

  static let check = Command(
    "check", "Tells whether a library is a plugin that this host can use, and if not, why.",
    arguments: [Argument(.file("LIBRARY"), isRepeatable: true)],
    flags: [.checkFormat],
    details: [
      "The library is read first, then loaded and started with its default settings in a process "
        + "of its own, with a deadline. A refusal has a reason code, such as wrong-abi, "
        + "missing-dependency, or failed-to-start where it lacks a model."
    ],
    examples: [("patchbay check libmotion.so", "Prints 'ok', or why not.")],
    run: CheckCommand.run)

  static let plan = Command(
    "plan", "Prints what a changed manifest would change, and changes nothing.",
    arguments: [Argument(.file("MANIFEST"), isOptional: true)],
    flags: [.manifest, .against],
    details: [
      "MANIFEST (or --manifest) is the new one. It is compared with --against, the manifest that "
        + "the host runs with."
    ],
    examples: [("patchbay plan new.yaml --against plugins.yaml", "One sentence for each change.")],
    run: PlanCommand.run)

  static let bench = Command(
    "bench", "Measures how many requests a plugin answers, and how fast.",
    arguments: [Argument(.plugins("PLUGIN"), isOptional: true)],
    flags: [.requests, .connections, .frame, .manifest, .remote, .benchFormat],
    details: [
      "Each connection sends its next request when the last one is answered. Without --remote, "
        + "the plugin (default: echo) is run inline and in a worker process in turn, and the "
        + "difference of their medians is what isolation costs."
    ],
    examples: [
      ("patchbay bench", "What a worker process costs, for a 224x224 picture of three bytes."),
      ("patchbay bench echo -c 16 --remote http://127.0.0.1:8080", "The same over HTTP."),
    ],
    run: BenchCommand.run)
}
