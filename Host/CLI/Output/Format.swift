/// How `run` prints results.
package enum Format: String, CaseIterable, Sendable {
  case table, json, ndjson, csv, srt, edl

  /// A table where a person looks on, JSON where a program reads.
  static var standard: Format { Terminal.isOutput ? .table : .json }
}
