import Wire

/// Where media comes from. It is always read by a process of its own, never by the host.
package enum MediaSource: Sendable {
  case path(String)
  /// A file that is complete, or still being written.
  case file(GrowingFile)
  /// A file of records: time (`Double`, seconds, little-endian; NaN: an example), byte count
  /// (`UInt64`), then one encoded picture.
  case pictures(GrowingFile)
}
