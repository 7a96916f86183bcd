import CLI
import Catalogue
import JSON

/// `patchbay library list`, `show` and `export`: tracks, written out.
struct TracksListing {
  private static let page = 1000

  private let invocation: Invocation
  private let file: CatalogueFile
  private let catalogue: Catalogue
  private let format: String

  init(_ invocation: Invocation, _ flag: Flag) throws(CommandError) {
    self.invocation = invocation
    file = try CatalogueFile(invocation)
    catalogue = try file.open(.readOnly)
    let output = invocation.text(.output)
    format =
      invocation.text(flag) ?? PlaylistFile.Format(ofFile: output)?.rawValue
      ?? (output?.hasSuffix(".csv") == true
        ? "csv" : Terminal.isOutput && flag != .exportFormat ? "table" : "json")
  }

  // MARK: list

  func list(_ words: [String]) throws(CommandError) -> ExitCode {
    let limit = invocation.count(.limit) ?? 100
    let isBroken = invocation.has(.broken)
    if isBroken, !words.isEmpty {
      throw invocation.usage("'--broken' lists all files that cannot be used; it takes no text")
    }
    if words.isEmpty, invocation.has(.basis) {
      throw invocation.usage("'--by' says how a TEXT is searched for, and there is none")
    }
    let found =
      try words.isEmpty
      ? all(limit, isBroken: isBroken)
      : ListSearch(invocation, file, catalogue).find(words, limit: limit, parts: parts)
    if found.tracks.isEmpty, format == "table" {
      try Output.errors.write("patchbay: no track \(words.isEmpty ? "here" : "was found")\n")
      return .success
    }
    try Output.standard.write(try text(found.tracks, found.scores))
    if found.total > found.tracks.count {
      try Output.errors.write(
        "patchbay: \(found.tracks.count) of \(found.total); --limit COUNT shows more\n")
    }
    return .success
  }

  private func all(_ limit: Int, isBroken: Bool) throws(CommandError) -> TrackSearch.Answer {
    try CatalogueFile.asking { () throws(CatalogueError) in
      TrackSearch.Answer(
        basis: .words,
        tracks: try catalogue.list(limit: limit, isBroken: isBroken, parts: parts),
        total: try catalogue.count(isBroken: isBroken))
    }
  }

  private var parts: Track.Parts { format == "table" ? [.genres] : [.genres, .numbers] }

  /// - Parameter scores: of each track, or none.
  private func text(_ tracks: [Track], _ scores: [Double]) throws(CommandError) -> String {
    switch format {
    case "csv":
      let table = TrackCSV(numbers: try numberNames())
      return table.header + tracks.map(table.line).joined()
    case "json":
      var json = JSONWriter(isPretty: Terminal.isOutput)
      json.tracks(tracks, scores: scores)
      return json.text + "\n"
    default: return TrackTable.text(tracks, scores: scores)
    }
  }

  private func numberNames() throws(CommandError) -> [String] {
    try CatalogueFile.asking { () throws(CatalogueError) in try catalogue.numberNames() }
  }

  // MARK: show

  func show(_ words: [String]) throws(CommandError) -> ExitCode {
    var tracks: [Track] = []
    for word in words { tracks += try CatalogueFile.tracks(word, in: catalogue) }
    if format == "json" {
      var json = JSONWriter(isPretty: Terminal.isOutput)
      if tracks.count > 1 { json.beginArray() }
      for track in tracks { json.track(track, withVectors: true) }
      if tracks.count > 1 { json.endArray() }
      try Output.standard.write(json.text + "\n")
      return .success
    }
    var pages: [String] = []
    for track in tracks {
      pages.append(
        try CatalogueFile.asking { () throws(CatalogueError) in
          TrackTable.page(
            track, cover: try catalogue.cover(of: track.id),
            sources: try catalogue.sources(of: track.id))
        })
    }
    try Output.standard.write(pages.joined(separator: "\n"))
    return .success
  }

  // MARK: export

  func export(_ words: [String]) throws(CommandError) -> ExitCode {
    let output =
      try invocation.text(.output).map { (path) throws(CommandError) in
        try Output(path: path)
      } ?? Output.standard
    if let list = PlaylistFile.Format(rawValue: format), list != .json {
      var entries: [PlaylistFile.Entry] = []
      try pages(words, parts: []) { (tracks) throws(CommandError) in
        entries += tracks.map { PlaylistFile.Entry(track: $0) }
      }
      try output.write(
        PlaylistFile(name: words.joined(separator: " "), entries: entries).text(list))
    } else if format == "csv" {
      let table = TrackCSV(numbers: try numberNames())
      try output.write(table.header)
      try pages(words, parts: [.genres, .numbers]) { (tracks) throws(CommandError) in
        try output.write(tracks.map(table.line).joined())
      }
    } else {
      var separator = "["
      try pages(words, parts: .all) { (tracks) throws(CommandError) in
        for track in tracks {
          var json = JSONWriter()
          json.track(track, withVectors: true)
          try output.write(separator + "\n" + json.text)
          separator = ","
        }
      }
      try output.write(separator == "[" ? "[]\n" : "\n]\n")
    }
    try output.finish()
    return .success
  }

  /// All tracks, or all that a search finds, in pages: so that any number of them fits.
  private func pages(
    _ words: [String], parts: Track.Parts,
    _ take: ([Track]) throws(CommandError) -> Void
  ) throws(CommandError) {
    var last: Int64 = 0
    var offset = 0
    while true {
      let tracks = try CatalogueFile.asking { () throws(CatalogueError) in
        try words.isEmpty
          ? catalogue.list(after: last, limit: Self.page, parts: parts)
          : catalogue.search(
            words.joined(separator: " "), limit: Self.page, offset: offset, parts: parts
          ).tracks
      }
      guard let end = tracks.last else { return }
      last = end.id
      offset += tracks.count
      try take(tracks)
    }
  }
}
