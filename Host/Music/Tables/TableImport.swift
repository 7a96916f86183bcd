import Catalogue
import Glibc
import Wire

/// Reads a table of tracks into a catalogue, as it comes, a batch in each transaction.
///
/// A track that is there already, or occurs several times as in several genres, keeps what a record
/// leaves open, and has the genres of all.
package struct TableImport {
  /// Records in one transaction.
  private static let batch = 1000

  /// What an import has come to.
  package struct Summary: Equatable, Sendable {
    /// Records that were stored.
    package var stored = 0
    /// Records that were left out.
    package var wrong = 0
  }

  private let catalogue: Catalogue
  private let mapping: [(theirs: String, ours: String)]
  /// With what is wrong in a record.
  private let remark: (TableError) -> Void
  private var columns: TrackColumns?
  private var waiting: [Track] = []
  private var summary = Summary()

  package init(
    catalogue: Catalogue, mapping: [(theirs: String, ours: String)],
    remark: @escaping (TableError) -> Void
  ) {
    self.catalogue = catalogue
    self.mapping = mapping
    self.remark = remark
  }

  /// Why an import ended before its time. What was stored before stays.
  package enum Failure: Error, Equatable {
    case table(TableError)
    case catalogue(CatalogueError)
    case reading(SystemError)
    case cancelled
  }

  /// - Parameter progress: is told how many bytes were read; false ends the import.
  package mutating func run(
    _ file: Descriptor, progress: (Int) -> Bool
  ) throws(Failure) -> Summary {
    var parser = CSVParser()
    var chunk = [UInt8](repeating: 0, count: 256 << 10)
    var done = 0
    while true {
      let count = unsafe read(file.raw, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .reading(SystemError("read the table")) }
      if count == 0 { break }
      done += count
      try parse { take throws(TableError) in try parser.read(chunk[..<count], take) }
      guard progress(done) else {
        try store()
        throw .cancelled
      }
    }
    try parse { take throws(TableError) in try parser.end(take) }
    guard columns != nil else {
      throw .table(TableError(1, "the table is empty; its first line must name the columns"))
    }
    try store()
    return summary
  }

  /// What comes before an error in the table is stored all the same.
  private mutating func parse(
    _ body: ((CSVParser.Record) throws(TableError) -> Void) throws(TableError) -> Void
  ) throws(Failure) {
    var records: [CSVParser.Record] = []
    var failure: TableError?
    do throws(TableError) {
      try body { record in records.append(record) }
    } catch {
      failure = error
    }
    for record in records { try take(record) }
    guard let failure else { return }
    try store()
    throw .table(failure)
  }

  private mutating func take(_ record: CSVParser.Record) throws(Failure) {
    do throws(TableError) {
      guard let columns else {
        columns = try TrackColumns(record, mapping: mapping)
        return
      }
      waiting.append(try columns.track(record))
    } catch {
      if columns == nil { throw .table(error) }
      summary.wrong += 1
      remark(error)
    }
    if waiting.count >= Self.batch { try store() }
  }

  private mutating func store() throws(Failure) {
    if waiting.isEmpty { return }
    do throws(CatalogueError) {
      try catalogue.add(waiting, from: .table, merging: true)
    } catch {
      throw .catalogue(error)
    }
    summary.stored += waiting.count
    waiting = []
  }
}
