import CLI
import Catalogue
import Serving

/// Tracks as text for people.
enum TrackTable {
  /// - Parameter scores: of each track, or none.
  static func text(_ tracks: [Track], scores: [Double] = []) -> String {
    let rows = tracks.enumerated().map { index, track in
      [
        "\(track.id)", scores.indices.contains(index) ? score(scores[index]) : "",
        track.duration.map(length) ?? "", track.artist, track.title, track.album,
        String(track.date.prefix(4)), track.genres.joined(separator: ", "),
        track.error == nil ? "" : track.path, track.error ?? "",
      ]
    }
    return TextTable.text(
      ["ID", "SCORE", "LENGTH", "ARTIST", "TITLE", "ALBUM", "YEAR", "GENRES", "FILE", "WHY NOT"],
      rightAligned: 3, rows)
  }

  /// All that is known of one track, and who says each number and vector.
  static func page(_ track: Track, cover: Cover?, sources: [String: Source]) -> String {
    var rows = [
      ["id", "\(track.id)"], ["path", track.path], ["artist", track.artist],
      ["title", track.title], ["album", track.album], ["date", track.date],
      ["length", track.duration.map(length) ?? ""],
      ["genres", track.genres.joined(separator: ", ")],
      ["cover", cover.map { "\($0.mediaType), \($0.bytes.count) bytes" } ?? ""],
      ["cannot be used", track.error ?? ""],
    ].filter { !$0[1].isEmpty }
    func said(_ name: String) -> String { sources[name].map { " (\($0))" } ?? "" }
    for (name, value) in track.numbers.sorted(by: { $0.key < $1.key }) {
      rows.append([name, ((value * 1e4).rounded() / 1e4).shortText + said(name)])
    }
    for (name, values) in track.vectors.sorted(by: { $0.key < $1.key }) {
      rows.append([name, "a vector of \(values.count)\(said(name))"])
    }
    let width = rows.map { $0[0].count }.max() ?? 0
    return rows.map { row in
      row[0] + String(repeating: " ", count: width - row[0].count + 2) + row[1] + "\n"
    }.joined()
  }

  /// A playlist: the same, with why each track is in it.
  static func text(_ list: PlaylistFile) -> String {
    var seconds = 0.0
    let rows = list.entries.map { entry in
      seconds += entry.track.duration ?? 0
      return [
        "\(entry.track.id)", entry.track.duration.map(length) ?? "", entry.track.label,
        entry.reason,
      ]
    }
    let head = list.reason.isEmpty ? "" : list.reason + "\n"
    if rows.isEmpty { return head + "no tracks\n" }
    let table = TextTable.text(["ID", "LENGTH", "TRACK", "WHY"], rightAligned: 2, rows)
    let count = counted(rows.count, "track")
    return head + table + count + (seconds > 0 ? ", \(length(seconds))" : "") + "\n"
  }

  /// "0.57".
  private static func score(_ score: Double) -> String {
    ((score * 100).rounded() / 100).shortText
  }

  /// "3:05", "1:02:03".
  private static func length(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0
      ? "\(hours):\(padded(minutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
  }
}
