extension Database {
  /// A table of texts that other tables refer to by number.
  enum NameTable {
    case genre, name

    fileprivate var find: String {
      switch self {
      case .genre: "SELECT id FROM genre WHERE name = ?"
      case .name: "SELECT id FROM name WHERE text = ?"
      }
    }

    fileprivate var insert: String {
      switch self {
      case .genre: "INSERT INTO genre (name) VALUES (?)"
      case .name: "INSERT INTO name (text) VALUES (?)"
      }
    }
  }

  /// The number of `text`, which gets one if it has none. Within a transaction that writes.
  func identifier(_ table: NameTable, _ text: String) throws(CatalogueError) -> Int64 {
    if let known = try integer(table.find, .text(text)) { return known }
    try change(table.insert, .text(text))
    return lastRow
  }
}
