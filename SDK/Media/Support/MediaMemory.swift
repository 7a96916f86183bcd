internal import CMedia

/// Settings of the whole process that suit programs that do little else than decode.
public enum MediaMemory {
  /// Keeps the heap small although several threads decode: call it before the first of them.
  public static func limitHeaps() { cmedia_limit_heaps() }
}
