import CLI
import Catalogue

/// `patchbay library remove`: out of the catalogue.
struct TracksRemoving {
  private let invocation: Invocation
  private let catalogue: Catalogue

  init(_ invocation: Invocation) throws(CommandError) {
    guard invocation.arguments.isEmpty == invocation.has(.missing) else {
      throw invocation.usage("either TRACK or FOLDER is needed, or --missing")
    }
    self.invocation = invocation
    catalogue = try CatalogueFile(invocation).open(.readWrite)
  }

  func run() throws(CommandError) -> ExitCode {
    if invocation.arguments.isEmpty { return try removeMissing() }
    var ids: [Int64] = []
    for word in invocation.arguments { ids += try self.ids(word) }
    try remove(ids)
    return .success
  }

  private func remove(_ ids: [Int64]) throws(CommandError) {
    let removed = try CatalogueFile.asking { () throws(CatalogueError) in
      var removed = 0
      for id in ids where try catalogue.remove(id) { removed += 1 }
      return removed
    }
    try Output.standard.write("\(counted(removed, "track")) removed\n")
  }

  /// An id, a path, or a folder; nothing that is found by a search, which could be another one.
  private func ids(_ word: String) throws(CommandError) -> [Int64] {
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

  /// The tracks of files that are gone for sure; what never was a file is none of them.
  private func removeMissing() throws(CommandError) -> ExitCode {
    var sight = FolderSight(
      folders: try CatalogueFile.asking { () throws(CatalogueError) in try catalogue.folders() })
    let gone = try CatalogueFile.asking { () throws(CatalogueError) in
      var gone: [Int64] = []
      for isBroken in [false, true] {
        var last: Int64 = 0
        while true {
          let page = try catalogue.list(after: last, limit: 1000, isBroken: isBroken, parts: [])
          guard let end = page.last else { break }
          last = end.id
          for track in page where track.file != nil && sight.isGone(track.path) {
            gone.append(track.id)
          }
        }
      }
      return gone
    }
    for (what, count) in sight.unseen.sorted(by: { $0.key < $1.key }) {
      try Output.errors.write(
        "patchbay: \(what), so \(counted(count, "track")) of it cannot be looked for and"
          + " \(count == 1 ? "stays" : "stay")\n")
    }
    try remove(gone)
    return sight.unseen.isEmpty ? .success : .badInput
  }
}

/// "1 track", "2 tracks".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension Invocation {
  /// What is wrong with it, beyond what the tree of commands knows.
  func usage(_ message: String) -> CommandError {
    CommandError(.usage, "\(command.name): \(message)\n\(Parser.advice(command.name))")
  }
}
