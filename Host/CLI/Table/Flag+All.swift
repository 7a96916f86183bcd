/// The flags that more than one command has.
extension Flag {
  package static let help = Flag(
    "help", short: "h", "Prints what the command takes, and stops.")

  package static let manifest = Flag(
    "manifest", short: "m", .file("FILE"),
    "The manifest to use, instead of ./plugins.yaml or the installation's own.")

  package static let remote = Flag(
    "remote", short: "r", .text("URL"),
    "Asks the host at this address, such as http://studio:8080, instead of working here.")

  package static let output = Flag(
    "output", short: "o", .file("FILE"),
    "Writes to this file instead of printing; it appears when it is complete.")

  package static let quiet = Flag("quiet", short: "q", "Prints no progress.")

  static let timeout = Flag(
    "timeout", .number("SECONDS"), "Gives up when a run takes longer than this.")

  static let exact = Flag(
    "exact",
    "Cuts at the very frames and encodes only the edges anew, instead of cutting at keyframes "
      + "(start rounded back, stop forward).")

  static let overwrite = Flag("overwrite", "Replaces files that are there already.")
}

/// The flags of `run`.
extension Flag {
  static let runFormat = Flag(
    "format", short: "f", .choice("FORMAT", Format.allCases.map(\.rawValue)),
    "How results are printed (default: table on a terminal, json otherwise).")

  static let set = Flag(
    "set", short: "s", .text("NAME=VALUE"), isRepeatable: true,
    "Sets a parameter of the plugin; with several plugins, PLUGIN.NAME=VALUE sets it for one.")

  static let text = Flag(
    "text", short: "t", .text("PORT=TEXT"), isRepeatable: true,
    "Gives a text to the plugin's input of that name; @FILE reads it from a file.")

  static let plot = Flag(
    "plot", .file("FILE"),
    "Draws what is numbers over time as a picture: FILE ends in .png or .svg.")

  static let cut = Flag(
    "cut", short: "c", .folder("FOLDER"),
    "Cuts each stretch that was found to a file in this folder.")

  static let send = Flag(
    "send", .choice("WHAT", ["auto", "frames", "file"]),
    "With --remote, what is sent: only the frames that the plugin asks for, as JPEG with their "
      + "times, or the whole file (default: frames where the plugin can work with them).")

  static let quality = Flag(
    "quality", .count("PERCENT"), "With --remote, the quality of the JPEG frames (default: 90).")
}

/// The flags of `cut`.
extension Flag {
  static let segments = Flag(
    "segments", .file("FILE"),
    "The stretches to cut: what 'run --format json' or a POST to /v1/run printed; - reads it "
      + "from standard input.")

  static let from = Flag("from", .time, "Where the one stretch to cut starts (default: 0).")

  static let to = Flag("to", .time, "Where the one stretch to cut stops (default: the end).")

  static let out = Flag(
    "out", short: "o", .folder("FOLDER"), "Where the files go (default: the present folder).")
}

/// The flags of `serve`, `plan`, `plugins`, `check` and `bench`.
extension Flag {
  static let listen = Flag(
    "listen", short: "l", .text("ADDRESS:PORT"),
    "Where to serve, instead of what the manifest says; port 0 takes a free one.")

  static let against = Flag(
    "against", .file("FILE"), "The manifest to compare with (default: as for 'serve').")

  static let listFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "json", "names"]),
    "How plugins are printed (default: table on a terminal, json otherwise).")

  static let checkFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "json"]),
    "How verdicts are printed (default: table on a terminal, json otherwise).")

  static let requests = Flag(
    "requests", short: "n", .count("COUNT"), "Requests to measure (default: 2000).")

  static let connections = Flag(
    "connections", short: "c", .count("COUNT"),
    "Requests on their way at the same time (default: 1).")

  static let frame = Flag(
    "frame", .text("WIDTHxHEIGHT"),
    "The size of the picture that each request carries (default: 224x224).")
}

extension Flag {
  static let benchFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "json"]),
    "How the figures are printed (default: table on a terminal, json otherwise).")
}
