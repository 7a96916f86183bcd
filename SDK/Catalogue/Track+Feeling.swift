/// How a track feels, as a point of Russell's plane, from whichever numbers it has.
///
/// Both axes go from -1 to 1, and 0 is the middle of what music does. Numbers come in two forms:
///
/// | numbers | from | range |
/// |---|---|---|
/// | `arousal-mean`, `valence-mean`, and `arousal` with `valence` | `mood` | -1 to 1 |
/// | `energy`, and `valence` without any arousal | `features`, tables of the Spotify form | 0 to 1 |
///
/// The second form is taken for the same axes in halves: x is at 2x - 1. That assumes that energy
/// says how aroused music is, and that both forms have their middle and their ends at the same
/// music. It is a convention, as no track was judged in both forms; where a catalogue has both,
/// comparisons between them are as good as that. The stored numbers stay as they were given.
extension Track {
  /// From dark, -1, to bright, 1.
  public var valence: Double? {
    if let valence = numbers["valence-mean"] { return valence }
    return judgedArousal == nil ? numbers["valence"].map(Self.onAxis) : numbers["valence"]
  }

  /// From calm, -1, to excited, 1: the mean of what was judged and of what its energy says, where
  /// it has both.
  public var arousal: Double? {
    guard let energy = numbers["energy"].map(Self.onAxis) else { return judgedArousal }
    return judgedArousal.map { ($0 + energy) / 2 } ?? energy
  }

  /// The numbers that `valence` and `arousal` are made of.
  public static let feelingNumbers: Set<String> = [
    "valence", "valence-mean", "arousal", "arousal-mean", "energy",
  ]

  private var judgedArousal: Double? { numbers["arousal-mean"] ?? numbers["arousal"] }

  private static func onAxis(_ share: Double) -> Double { 2 * share - 1 }
}
