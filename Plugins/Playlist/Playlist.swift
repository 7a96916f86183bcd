import Catalogue
import Neighbours
import Patchbay
import Recommending

/// Finds the tracks of a catalogue that are nearest to some given ones.
struct Playlist: Plugin {
  static let about = About(
    name: "playlist", version: "1.0.0",
    summary: "Finds the tracks of the catalogue that are most like the given ones.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  static let inputs: [Input] = [
    .text(
      many: true, name: "tracks",
      summary: "Tracks to start from, one a line: an id, or 'artist - title'.")
  ]
  static let labels = Output.labels(
    "labels", "The ids of the tracks, best first; the score is their similarity.")
  static let tracks = Output.labels("track", "The same tracks as 'artist - title'.")
  static let reasons = Output.labels("reason", "What each of them has in common with its seed.")
  static let outputs = [labels, tracks, reasons]

  enum MetricChoice: String, Choice { case manhattan, euclidean, cosine }

  @Setting("The catalogue's database.")
  var catalogue = "library/library.db"

  @Parameter("Tracks for each given one.", range: 1...1000)
  var neighbours = 3

  @Parameter(
    "Tracks in all; 0: for each given one as many as 'neighbours' says.", range: 0...10_000)
  var count = 0

  @Parameter("How distances are measured.")
  var metric = MetricChoice.manhattan

  @Parameter("The most tracks of one artist; 0: any number.", range: 0...1000)
  var perArtist = 3

  @Parameter("Principal components that count; fewer where the data has fewer.", range: 1...256)
  var dimensions = 141

  @Parameter("Whether valence, arousal and energy count.")
  var mood = true

  @Parameter("Whether a piece may come again under another id.")
  var repeats = false

  private var shelf: Shelf?
  private var lines: [String] = []

  init() {}

  func load() -> Shelf { Shelf(path: catalogue) }

  mutating func open(_ media: MediaInfo, with shelf: Shelf, into results: Results) {
    self.shelf = shelf
  }

  mutating func push(_ text: borrowing Text, into results: Results) {
    for line in text.string.split(whereSeparator: \.isNewline) {
      let line = line.trimmed
      if !line.isEmpty { lines.append(String(line)) }
    }
  }

  mutating func finish(into results: Results) throws {
    guard let shelf else { return }
    do {
      let seeds = try shelf.seeds(lines)
      let index = try shelf.index(withMood: mood)
      defer {
        for note in index.notes { results.log(note, level: .warning) }
        index.notes = []
      }
      // Progress is also the sign of life that the host waits for.
      let table = try index.update { fraction in
        try results.checkCancelled()
        results.progress(0.9 * fraction)
      }.table
      let picks = try Recommender(catalogue: shelf.catalogue(), table: table)
        .picks(for: seeds, wish) { try results.checkCancelled() }
      for pick in picks {
        results.label("\(pick.track.id)", at: 0, score: pick.score, to: Self.labels)
        results.label(Reason.name(of: pick.track), at: 0, score: pick.score, to: Self.tracks)
        results.label(pick.reason, at: 0, score: pick.score, to: Self.reasons)
      }
    } catch let error as RecommendingError {
      throw PluginFailure.badInput("\(error)")
    } catch let error as CatalogueError {
      throw PluginFailure.unavailable(error.withoutFolder(of: shelf.path))
    }
  }

  private var wish: Wish {
    var wish = Wish()
    wish.neighbours = neighbours
    wish.count = count == 0 ? nil : count
    wish.metric =
      switch metric {
      case .manhattan: .manhattan
      case .euclidean: .euclidean
      case .cosine: .cosine
      }
    wish.perArtist = perArtist == 0 ? nil : perArtist
    wish.dimensions = dimensions
    wish.repeats = repeats
    return wish
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Playlist.self) }
