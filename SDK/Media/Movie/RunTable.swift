/// Walks through a table of pairs: so many samples, each with this value.
struct RunTable {
  private var table: SampleTable
  private var entry = -1
  private var left = 0
  private var value: UInt32 = 0

  init(_ table: SampleTable) { self.table = table }

  /// The next sample's value; nil at the end of the table.
  mutating func next() throws(MediaError) -> UInt32? {
    while left == 0 {
      entry += 1
      guard entry < table.count else { return nil }
      left = Int(try table.word(entry, 0))
      value = try table.word(entry, 1)
    }
    left -= 1
    return value
  }

  /// Forgets the piece that is in memory.
  mutating func dropWindow() { table.dropWindow() }
}
