import Catalogue
import Glibc
import Neighbours

/// The vectors of a catalogue's tracks in a file beside it, kept up to date in place.
///
/// The file remembers the catalogue's revision that it has followed to. Whoever finds the
/// catalogue further on takes the lock beside the file, projects the tracks that have changed with
/// the preparation kept in it, and appends them. The preparation is fitted and the file built anew
/// when half as many rows have been appended as there were at the last time, when the file is
/// damaged, or when it belongs to another catalogue. One thread at a time.
package final class TrackIndex {
  /// The most dimensions that are kept; a request may use fewer.
  static let mostDimensions = 256
  /// Tracks that are read at once.
  static let batch = 4096

  let catalogue: Catalogue
  let path: String
  let withMood: Bool
  /// Sentences for the administrator, until somebody takes them.
  package var notes: [String] = []
  var table: NeighbourTable?
  var preparation: Preparation?
  /// The file cannot be written, so the table lives in this process alone.
  var isInMemory = false

  /// - Parameter withMood: whether the columns of ``Columns/isMood(_:)`` are there.
  package init(of catalogue: Catalogue, at path: String, withMood: Bool) {
    self.catalogue = catalogue
    self.path = path
    self.withMood = withMood
  }

  func note(_ sentence: String) { notes.append(sentence) }

  /// Brings the table to the catalogue's present state.
  ///
  /// - Parameter step: told how much is done, 0 to 1, often while this takes long; may throw to
  ///   give up.
  package func update(
    _ step: (Double) throws -> Void = { _ in }
  ) throws -> (table: NeighbourTable, preparation: Preparation) {
    let revision = try catalogue.revision
    if let table, let preparation, table.mark == revision, isInMemory || table.isCurrent {
      return (table, preparation)
    }
    if let lock = try lock(step) {
      defer { withExtendedLifetime(lock) {} }
      openFile()
      return try follow(step)
    }
    return try follow(step)
  }

  /// Waits for the lock; nil where there can be none, and the table stays in memory.
  private func lock(_ step: (Double) throws -> Void) throws -> FileLock? {
    if isInMemory { return nil }
    do {
      while true {
        if let lock = try FileLock(trying: path + ".lock") { return lock }
        try step(0)
        usleep(20_000)
      }
    } catch let error as NeighbourError where error.isDenial {
      stayInMemory(error)
      return nil
    }
  }

  /// Takes over what others have done to the file, or opens it. What is wrong with it is said, and
  /// leaves no table.
  private func openFile() {
    do throws(NeighbourError) {
      if let table, table.isCurrent {
        try table.refresh()
        return
      }
      (table, preparation) = (nil, nil)
      let opened = try NeighbourTable(opening: path)
      guard let kept = IndexFile(opened.attachment), kept.identity == catalogue.identity,
        kept.preparation.dimensions == opened.dimensions
      else {
        note("\(path) is the index of another catalogue or version; it is built anew")
        return
      }
      (table, preparation) = (opened, kept.preparation)
    } catch {
      if !error.isAbsence { note("\(error)") }
      (table, preparation) = (nil, nil)
    }
  }

  /// Appends what has changed since the table's revision.
  private func follow(
    _ step: (Double) throws -> Void
  ) throws -> (table: NeighbourTable, preparation: Preparation) {
    guard let table, let preparation, try table.mark <= catalogue.revision else {
      return try build(step)
    }
    do {
      while true {
        try step(0)
        let changes = try catalogue.changes(after: table.mark, limit: Self.batch)
        guard changes.tracks.count <= table.room else {
          note(
            "the index \(path) has grown by half since its preparation was fitted to"
              + " \(preparation.fitted) tracks; it is built anew")
          return try build(step)
        }
        for id in changes.removed { try table.remove(id) }
        try table.append(
          changes.tracks.map(\.id), preparation.vectors(of: changes.tracks))
        if changes.revision != table.mark { try table.commit(mark: changes.revision) }
        if changes.isComplete { return (table, preparation) }
      }
    } catch let error as NeighbourError {
      note("\(error)")
      return try build(step)
    }
  }

  func stayInMemory(_ error: NeighbourError) {
    isInMemory = true
    note(
      "\(error): the index is kept in memory and built again at every start; the plugin's entry"
        + " needs 'writable:' with the catalogue's folder, and the disk some room")
  }
}
