import CNeighbours
import Glibc

/// A table of vectors, each with an id, in a file or in memory, whose nearest neighbours are found
/// exactly.
///
/// A search reads one byte per coordinate first, which bounds every distance from below, and
/// computes the few distances that matter from the vectors themselves. What is appended or removed
/// counts for searches at once, for other processes and later ones after `commit`. One thread at
/// a time; writers of one file take turns with a ``FileLock``.
@safe public final class NeighbourTable {
  let file: RowFile
  private(set) var codes: Codes?
  /// Rows in the file, dead ones and uncommitted ones among them.
  private(set) var rows = 0
  /// 1 for each row that counts, and 0 for the dead.
  var alive: [UInt8] = []
  private var rowOf: [Int64: Int] = [:]
  /// See ``Commit/dead``.
  private var dead: UInt64 = 0
  var sums: [UInt32] = []
  var norms: (dimensions: Int, values: [Float]) = (0, [])

  /// Makes an empty table in the file `path`, replacing it, or in memory where it is nil.
  ///
  /// - Parameters:
  ///   - capacity: the most rows that it will ever hold, dead ones included.
  ///   - attachment: what the owner wants to keep in the file.
  public init(
    creating path: String?, dimensions: Int, capacity: Int, attachment: [UInt8] = []
  ) throws(NeighbourError) {
    precondition((1...FileLayout.maxDimensions).contains(dimensions), "too many dimensions")
    precondition(attachment.count <= FileLayout.maxAttachment, "the attachment is too large")
    let layout = FileLayout(
      dimensions: dimensions, capacity: min(max(capacity, 1), FileLayout.maxCapacity),
      attachmentLength: attachment.count)
    file = try RowFile(creating: path, layout: layout, attachment: attachment)
  }

  /// Opens the table in a file, and checks every row of it.
  public init(opening path: String) throws(NeighbourError) {
    file = try RowFile(opening: path)
    try takeOver(from: 0)
  }

  public var dimensions: Int { file.layout.dimensions }
  public var attachment: [UInt8] { file.attachment }
  /// What the last commit said.
  public var mark: Int64 { file.committed.mark }
  /// Rows that count.
  public var count: Int { rowOf.count }
  /// Rows that can still be appended.
  public var room: Int { file.layout.capacity - rows }
  public var ids: some Collection<Int64> { rowOf.keys }
  public func contains(_ id: Int64) -> Bool { rowOf[id] != nil }

  /// A copy of the vector with this id.
  public func vector(_ id: Int64) -> [Float]? {
    guard let row = rowOf[id] else { return nil }
    return unsafe Array(UnsafeBufferPointer(start: file.vector(row), count: dimensions))
  }

  func row(of id: Int64) -> Int? { rowOf[id] }

  // MARK: Changing

  /// Appends rows, `vectors` one after another; a row with the same id is replaced.
  public func append(_ ids: [Int64], _ vectors: [Float]) throws(NeighbourError) {
    guard vectors.count == ids.count * dimensions else {
      throw .wrongLength(given: vectors.count / max(ids.count, 1), expected: dimensions)
    }
    if let wrong = vectors.firstIndex(where: { !(abs($0) <= 1e30) }) {
      throw .notFinite(dimension: wrong % dimensions)
    }
    guard ids.count <= room else { throw .full(capacity: file.layout.capacity) }
    try file.write(ids, vectors.span, from: rows)
    for (index, id) in ids.enumerated() {
      try remove(id)
      add(rows + index, id)
    }
    rows += ids.count
  }

  /// Removes the row with this id, if there is one.
  public func remove(_ id: Int64) throws(NeighbourError) {
    guard let row = rowOf[id] else { return }
    try file.markDead(row)
    bury(row, id)
  }

  private func bury(_ row: Int, _ id: Int64) {
    rowOf[id] = nil
    alive[row] = 0
    dead &+= Commit.mark(of: row)
  }

  /// Makes all changes so far count for those who open the file, with `mark` to find again.
  public func commit(mark: Int64) throws(NeighbourError) {
    try file.commit(rows: rows, dead: dead, mark: mark)
  }

  // MARK: Other processes

  /// Whether the path still names this table's file, and not one that has replaced it.
  public var isCurrent: Bool { file.isCurrent }

  /// Takes over what another process has committed. Only while nothing is uncommitted here.
  public func refresh() throws(NeighbourError) {
    let known = file.committed.sequence
    try file.reload()
    if file.committed.sequence != known { try takeOver(from: rows) }
  }

  /// Renames a finished table's file over another.
  public static func replace(_ path: String, with finished: String) throws(NeighbourError) {
    try check(unsafe rename(finished, path), "rename \(finished) to \(path)")
  }

  private func takeOver(from first: Int) throws(NeighbourError) {
    let committed = file.committed
    for row in 0..<first where alive[row] == 1 && file.state(row) == RowFile.dead {
      bury(row, file.id(row))
    }
    rows = max(first, committed.rows)
    rowOf.reserveCapacity(rows)
    alive.reserveCapacity(rows)
    for row in first..<rows {
      guard file.isSound(row) else {
        throw .damaged(path: file.path, what: "row \(row + 1)")
      }
      if file.state(row) == RowFile.dead {
        alive.append(0)
        dead &+= Commit.mark(of: row)
      } else {
        add(row, file.id(row))
      }
    }
    guard dead == committed.dead else {
      throw .damaged(path: file.path, what: "which of its rows are dead")
    }
  }

  private func add(_ row: Int, _ id: Int64) {
    rowOf[id] = row
    alive.append(1)
    if let codes { unsafe codes.set(row, file.vector(row)) }
  }

  /// The codes, made when they are first needed.
  func readyCodes() -> Codes {
    if let codes { return codes }
    let sample = Array(stride(from: 0, to: rows, by: max(rows / 16_384, 1)))
    let made = Codes(of: file, fitting: sample)
    for row in 0..<rows { unsafe made.set(row, file.vector(row)) }
    codes = made
    return made
  }
}
