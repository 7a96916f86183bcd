/// Columns of text for people.
package enum TextTable {
  /// The first `rightAligned` columns end together; a column whose cells are all empty is left
  /// out.
  package static func text(_ head: [String], rightAligned: Int, _ rows: [[String]]) -> String {
    var columns = head.indices.filter { column in
      rows.isEmpty || rows.contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    if columns.isEmpty { columns = Array(head.indices) }
    let widths = columns.map { column in
      ([head] + rows).map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var text = ""
    for row in [head] + rows {
      var line = ""
      for (column, width) in zip(columns, widths) {
        let cell = row.indices.contains(column) ? row[column] : ""
        let padding = String(repeating: " ", count: width - cell.count)
        line += "  " + (column < rightAligned ? padding + cell : cell + padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
