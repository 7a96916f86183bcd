/// Comma-separated values (RFC 4180).
package enum CSV {
  /// A row, without its end.
  package static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",")
  }

  package static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    let doubled = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
