extension Catalogue {
  /// The picture of a track; nil where it has none.
  public func cover(of track: Int64) throws(CatalogueError) -> Cover? {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT media_type, bytes FROM cover JOIN track ON track.cover = cover.id
        WHERE track.id = ?
        """, .integer(track))
      guard try rows.next() else { return nil }
      return Cover(mediaType: rows.text(0), bytes: rows.bytes(1))
    }
  }
}

extension Database {
  /// The number of a picture, which is stored if it is not there yet.
  func store(_ cover: Cover) throws(CatalogueError) -> Int64 {
    let checksum = Int64(bitPattern: fingerprint(cover.bytes))
    let known = try integer(
      "SELECT id FROM cover WHERE checksum = ? AND bytes = ? AND media_type = ?",
      .integer(checksum), .blob(cover.bytes), .text(cover.mediaType))
    if let known { return known }
    try change(
      "INSERT INTO cover (checksum, media_type, bytes) VALUES (?, ?, ?)", .integer(checksum),
      .text(cover.mediaType), .blob(cover.bytes))
    return lastRow
  }

  /// Deletes a picture that no track has any more.
  func dropCover(_ id: Int64) throws(CatalogueError) {
    try change(
      "DELETE FROM cover WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM track WHERE cover = ?1)",
      .integer(id))
  }

  /// FNV-1a, 64 bits: tells at once that two pictures differ.
  private func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
