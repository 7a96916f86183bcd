/// Why a sound has no mood.
public enum Nothing: Sendable {
  case silence
  /// No second has enough of it.
  case tooShort
}
