import CLI
import Catalogue

/// What `patchbay library` can do.
extension Command {
  static let libraryAdd = Command(
    "library add", "Takes tags, covers and what plugins find in every file of music.",
    arguments: [Argument(.file("FOLDER"), isRepeatable: true)],
    flags: [.analysing, .jobs, .again, .everyFile, .catalogue, .manifest, .quiet],
    details: [
      "Files that have not changed are passed over, so it goes on where it was stopped. Where the "
        + "manifest has embed-text, every track that lacks it also gets a vector of what its words "
        + "mean.",
      "What a table or another plugin has said of a track stays.",
    ],
    examples: [
      ("patchbay library add ~/Music", "Fills the catalogue, or brings it up to date.")
    ]
  ) { (invocation) throws(CommandError) in
    try TracksAdding(invocation).run(invocation.arguments)
  }

  static let libraryImport = Command(
    "library import", "Takes a table of tracks.", arguments: [Argument(.file("FILE.csv"))],
    flags: [.map, .catalogue, .manifest, .quiet],
    details: ["A track that is there already keeps what the table leaves open."],
    examples: [
      ("patchbay library import tracks.csv --map bpm=tempo", "A table with a column of its own.")
    ]
  ) { (invocation) throws(CommandError) in
    try TracksImporting(invocation).run(invocation.arguments[0])
  }

  static let libraryList = Command(
    "library list", "Prints all tracks, or those that a search finds, by words or by meaning.",
    arguments: [Argument(.text("TEXT"), isOptional: true, isRepeatable: true)],
    flags: [.tableFormat, .limit, .broken, .basis, .catalogue, .manifest],
    examples: [
      ("patchbay library list beatles help", "Searches; case, accents and slips do not matter."),
      ("patchbay library list songs about rain --by meaning", "Searches without the very words."),
    ]
  ) { (invocation) throws(CommandError) in
    try TracksListing(invocation, .tableFormat).list(invocation.arguments)
  }

  static let libraryShow = Command(
    "library show", "Prints all that is known of a track.",
    arguments: [Argument(.text("TRACK"), isRepeatable: true)],
    flags: [.trackFormat, .catalogue, .manifest],
    details: ["TRACK is an id, a path, or 'artist - title'."]
  ) { (invocation) throws(CommandError) in
    try TracksListing(invocation, .trackFormat).show(invocation.arguments)
  }

  static let libraryRemove = Command(
    "library remove", "Takes tracks out of the catalogue; files stay.",
    arguments: [Argument(.file("TRACK|FOLDER"), isOptional: true, isRepeatable: true)],
    flags: [.missing, .catalogue, .manifest],
    details: [
      "TRACK is an id or a path. --missing takes out what is gone for sure: of a folder that is not "
        + "there, is empty or cannot be read, as when its disk is not mounted, all tracks stay."
    ]
  ) { (invocation) throws(CommandError) in
    try TracksRemoving(invocation).run()
  }

  static let libraryExport = Command(
    "library export", "Writes out all tracks, or those that a search finds.",
    arguments: [Argument(.text("TEXT"), isOptional: true, isRepeatable: true)],
    flags: [.exportFormat, .output, .catalogue, .manifest],
    examples: [
      ("patchbay library export -f csv -o tracks.csv", "A table that 'import' reads back.")
    ]
  ) { (invocation) throws(CommandError) in
    try TracksListing(invocation, .exportFormat).export(invocation.arguments)
  }

  static let libraryVacuum = Command(
    "library vacuum", "Makes the catalogue's file as small as it can be.",
    flags: [.catalogue, .manifest]
  ) { (invocation) throws(CommandError) in
    let catalogue = try CatalogueFile(invocation).open(.readWrite)
    try CatalogueFile.asking { () throws(CatalogueError) in try catalogue.vacuum() }
    return .success
  }
}
