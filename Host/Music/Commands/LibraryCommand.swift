import CLI
import Catalogue
import Glibc
import Plugins
import Wire

/// `patchbay library`: the catalogue of music.
enum LibraryCommand {
  enum Action: String, CaseIterable, Sendable {
    case add, `import`, list, show, remove, export, vacuum

    /// The flags that mean something to it, besides those of all.
    var flags: [Flag] {
      switch self {
      case .add: [.analysing, .jobs, .again, .everyFile, .quiet]
      case .import: [.map, .quiet]
      case .list: [.trackFormat, .limit, .broken, .basis]
      case .show: [.trackFormat]
      case .remove: [.missing]
      case .export: [.trackFormat, .output]
      case .vacuum: []
      }
    }
  }

  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    // The parser has checked it.
    guard let action = Action(rawValue: invocation.arguments[0]) else { return .usage }
    try checkFlags(invocation, action)
    let what = Array(invocation.arguments.dropFirst())
    switch action {
    case .add:
      guard !what.isEmpty else {
        throw usage("add: FOLDER is missing: patchbay library add FOLDER")
      }
      return try TracksAdding(invocation).run(what)
    case .import:
      guard what.count == 1 else {
        throw usage("import takes one table: patchbay library import FILE.csv")
      }
      return try TracksImporting(invocation).run(what[0])
    case .list: return try TracksListing(invocation).list(what)
    case .show:
      guard !what.isEmpty else { throw usage("show: TRACK is missing: an id, or 'artist - title'") }
      return try TracksListing(invocation).show(what)
    case .export: return try TracksListing(invocation).export(what)
    case .remove: return try remove(what, invocation)
    case .vacuum:
      guard what.isEmpty else { throw usage("vacuum takes no '\(what[0])'") }
      let catalogue = try CatalogueFile(invocation).open(.readWrite)
      try CatalogueFile.asking { () throws(CatalogueError) in try catalogue.vacuum() }
      return .success
    }
  }

  private static func checkFlags(
    _ invocation: Invocation, _ action: Action
  ) throws(CommandError) {
    let taken = action.flags + [.catalogue, .manifest, .help]
    for flag in invocation.command.allFlags where invocation.has(flag) && !taken.contains(flag) {
      throw usage("'--\(flag.name)' means nothing to '\(action.rawValue)'")
    }
  }

  private static func remove(
    _ what: [String], _ invocation: Invocation
  ) throws(CommandError) -> ExitCode {
    guard what.isEmpty == invocation.has(.missing) else {
      throw usage("remove needs either TRACK or FOLDER, or --missing")
    }
    let catalogue = try CatalogueFile(invocation).open(.readWrite)
    var ids: [Int64] = []
    if what.isEmpty { ids = try missing(catalogue) }
    for word in what { ids += try self.ids(word, catalogue) }
    let removed = try CatalogueFile.asking { () throws(CatalogueError) in
      var removed = 0
      for id in ids where try catalogue.remove(id) { removed += 1 }
      return removed
    }
    try Output.standard.write("\(counted(removed, "track")) removed\n")
    return .success
  }

  /// An id, a path, or a folder; nothing that is found by a search, which could be another one.
  private static func ids(
    _ word: String, _ catalogue: Catalogue
  ) throws(CommandError) -> [Int64] {
    let ids = try CatalogueFile.asking { () throws(CatalogueError) -> [Int64] in
      if let id = Int64(word) { return try catalogue.track(id, parts: []) == nil ? [] : [id] }
      let below = try catalogue.ids(below: CatalogueFile.absolute(word))
      return try below.isEmpty ? catalogue.ids(below: word) : below
    }
    guard !ids.isEmpty else {
      throw CommandError(
        .badInput, "the catalogue has no '\(word)'; name an id, a file or a folder")
    }
    return ids
  }

  /// The tracks of files that are not there; what never was a file is none of them.
  private static func missing(_ catalogue: Catalogue) throws(CommandError) -> [Int64] {
    try CatalogueFile.asking { () throws(CatalogueError) in
      var ids: [Int64] = []
      for isBroken in [false, true] {
        var last: Int64 = 0
        while true {
          let page = try catalogue.list(after: last, limit: 1000, isBroken: isBroken, parts: [])
          guard let end = page.last else { break }
          last = end.id
          for track in page where track.file != nil && !CatalogueFile.exists(track.path) {
            ids.append(track.id)
          }
        }
      }
      return ids
    }
  }

  /// "1 track", "2 tracks".
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  static func usage(_ message: String) -> CommandError {
    CommandError(.usage, "library: \(message)\n\(Parser.advice("library"))")
  }
}
