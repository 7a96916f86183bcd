/// One thing that is wrong in a manifest, with its place.
///
/// The description is `file:line:column: error: message`, the line and a caret.
package struct ManifestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path as it was given.
  package var file: String
  /// Counted from 1; nil where the file as a whole is meant.
  package var line: Int?
  /// Counted from 1, in characters.
  package var column: Int?
  package var message: String
  /// The line of the file, if it has a place.
  package var source: String?

  package var description: String {
    guard let line, let column else { return "\(file): error: \(message)" }
    let head = "\(file):\(line):\(column): error: \(message)"
    guard let source, !source.isEmpty else { return head }
    let (shown, caret) = Self.window(source, around: column)
    return "\(head)\n\(shown)\n\(caret)"
  }

  /// The part of a line that fits a terminal, and the caret under the column. Tabs stay tabs, so
  /// that the caret stands where the terminal puts the column.
  private static func window(
    _ line: String, around column: Int
  ) -> (shown: String, caret: String) {
    let scalars = Array(line.unicodeScalars)
    let width = 120
    let at = min(column - 1, scalars.count)
    let start = at < width ? 0 : at - width / 2
    let stop = min(scalars.count, start + width)
    var shown = String.UnicodeScalarView()
    // Control characters are for no terminal.
    shown.append(
      contentsOf: scalars[start..<stop].map { scalar in
        scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
      })
    let padding = scalars[start..<at].map { $0 == "\t" ? "\t" : " " }.joined()
    let isCutBefore = start > 0
    return (
      (isCutBefore ? "..." : "") + String(shown) + (stop < scalars.count ? "..." : ""),
      (isCutBefore ? "   " : "") + padding + "^"
    )
  }
}

/// All that is wrong in a manifest, in the order of the file.
package struct ManifestErrors: Error, Equatable, Sendable, CustomStringConvertible {
  package var errors: [ManifestError]

  package init(_ errors: [ManifestError]) {
    self.errors = errors
  }

  /// The first fifty; a file with more is no manifest.
  package var description: String {
    let most = 50
    var lines = errors.prefix(most).map(\.description)
    if errors.count > most { lines.append("and \(errors.count - most) more errors") }
    return lines.joined(separator: "\n")
  }
}
