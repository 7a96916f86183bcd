import Catalogue
import Plugins
import Serving

/// Tracks as a table, which `library import` reads back.
package struct TrackCSV {
  private static let fields = [
    "id", "path", "artist", "album", "title", "date", "duration", "genre",
  ]
  /// Names of numbers; each is a column.
  private let numbers: [String]

  package init(numbers: [String]) {
    self.numbers = numbers.sorted()
  }

  package var header: String { CSV.line(Self.fields + numbers) + "\r\n" }

  package func line(_ track: Track) -> String {
    let fields = [
      "\(track.id)", track.path, track.artist, track.album, track.title, track.date,
      track.duration.map(Self.text) ?? "", track.genres.joined(separator: ";"),
    ]
    return CSV.line(fields + numbers.map { track.numbers[$0].map(Self.text) ?? "" }) + "\r\n"
  }

  private static func text(_ number: Double) -> String { Value.number(number).description }
}
