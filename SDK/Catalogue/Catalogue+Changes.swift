/// What happened to the tracks of a catalogue, in the order in which it happened.
public struct Changes: Equatable, Sendable {
  /// Tracks that are new or have changed, each as it is now.
  public var tracks: [Track] = []
  /// Ids of tracks that are gone, or whose file cannot be used any more.
  public var removed: [Int64] = []
  /// Where to go on: all changes up to this revision are in here or were before.
  public var revision: Int64
  /// Whether that is all there is.
  public var isComplete: Bool
}

extension Catalogue {
  /// The changes after `revision`, for an index that follows the catalogue: begin with 0, then
  /// give the revision of the last answer. Of a track that changed several times there is the
  /// last change only.
  ///
  /// - Parameter limit: the most tracks and ids in one answer.
  public func changes(
    after revision: Int64, limit: Int = 10_000, parts: Track.Parts = .all
  ) throws(CatalogueError) -> Changes {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT * FROM (
          SELECT revision, id, error IS NOT NULL FROM track WHERE revision > ?1
          UNION ALL SELECT revision, track, 1 FROM removed WHERE revision > ?1
        ) ORDER BY 1 LIMIT ?2
        """, .integer(revision), .integer(Int64(limit)))
      var changes = Changes(revision: revision, isComplete: true)
      var ids: [Int64] = []
      while try rows.next() {
        changes.revision = rows.integer(0)
        if rows.integer(2) == 0 {
          ids.append(rows.integer(1))
        } else {
          changes.removed.append(rows.integer(1))
        }
      }
      changes.isComplete = ids.count + changes.removed.count < limit
      changes.tracks = try database.tracks(ids, parts)
      return changes
    }
  }
}
