import CLI

/// The flags of `library ...`, `playlist` and `dj`.
extension Flag {
  static let catalogue = Flag(
    "catalogue", short: "c", .file("FILE"),
    "The catalogue's file, instead of what the manifest says (library/library.db beside it).")

  static let tableFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "json", "csv"]),
    "How tracks are printed (default: table on a terminal, json otherwise).")

  static let trackFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "json"]),
    "How tracks are printed (default: table on a terminal, json otherwise).")

  static let exportFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["json", "csv", "m3u8", "xspf"]),
    "How tracks are written (default: by the file's ending, or json).")

  static let limit = Flag(
    "limit", short: "n", .count("COUNT"), "The most tracks (default: 100).")

  static let broken = Flag(
    "broken", "The files that cannot be used, and why.")

  static let basis = Flag(
    "by", .choice("BASIS", TrackSearch.Basis.allCases.map(\.rawValue)),
    "How tracks are searched for (default: by words, and by meaning where these "
      + "find nothing and embed-text is served).")

  static let missing = Flag(
    "missing", "The tracks whose file is not there any more.")

  static let analysing = Flag(
    "plugins", short: "p", .plugins("PLUGINS"),
    "The plugins that look at each file (default: what the manifest says: features, "
      + "mood and embed-text, as far as they are there); none reads tags alone.")

  static let jobs = Flag(
    "jobs", short: "j", .count("COUNT"),
    "The files that are analysed at the same time (default: one for each core).")

  static let again = Flag("again", "Also files that have not changed.")

  static let everyFile = Flag(
    "all", "Every file, also those whose names do not look like music.")

  static let map = Flag(
    "map", .text("THEIRS=OURS"), isRepeatable: true,
    "What a column is: id, path, artist, album, title, date, genre, duration, "
      + "duration-ms, or the name of a number, such as tempo; nothing behind the = leaves it out.")

  static let count = Flag("count", short: "n", .count("COUNT"), "The number of tracks.")

  static let minutes = Flag("minutes", .number("MINUTES"), "How long the playlist is to be.")

  static let photo = Flag("photo", .file("FILE"), "A picture of the place.")

  static let sentence = Flag(
    "text", short: "t", .text("SENTENCE"), "What is wanted, in English or Russian.")

  static let parameter = Flag(
    "set", short: "s", .text("NAME=VALUE"), isRepeatable: true,
    "Sets a parameter of the plugin; 'patchbay plugins show' lists them.")

  static let playlistFormat = Flag(
    "format", short: "f", .choice("FORMAT", ["table", "m3u8", "xspf", "json"]),
    "How the playlist is written (default: by the file's ending; table on a terminal, json "
      + "otherwise).")
}
