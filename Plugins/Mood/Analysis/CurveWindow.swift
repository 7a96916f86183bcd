/// Keeps of a long sound's features what the network has to see at a time.
///
/// Its answer for a second depends on `reach` seconds before and after it. So it is run over
/// `batch` new seconds with those around them, which gives what one run over all would give, in
/// memory that does not grow. Silent seconds are left out, as if they had been cut away.
public struct CurveWindow {
  /// `REACH` of `training/network.py`, and one for the convolution over seconds.
  public static let reach = 8
  private static let batch = 16

  private var rows: [Float] = []
  private var seconds: [Int] = []
  /// How many at the front are answered already, and are there for those after them.
  private var answered = 0

  public init() {}

  public mutating func add(_ row: [Float], second: Int) {
    rows += row
    seconds.append(second)
  }

  public var isFull: Bool { seconds.count - answered >= Self.batch + Self.reach }

  /// Answers what can be answered, or all that is left.
  /// - Parameter network: Gets a row of features for each second, one after the other, and gives
  ///   arousal and valence of each in turn.
  public mutating func answer<Failure: Error>(
    all: Bool, _ network: ([Float]) throws(Failure) -> [Float]
  ) throws(Failure) -> [MoodPoint] {
    let end = all ? seconds.count : seconds.count - Self.reach
    guard end > answered else { return [] }
    let values = try network(rows)
    precondition(values.count == 2 * seconds.count, "the network gives two values a second")
    let points = (answered..<end).map {
      MoodPoint(second: seconds[$0], arousal: values[2 * $0], valence: values[2 * $0 + 1])
    }
    let gone = max(0, end - Self.reach)
    rows.removeFirst(gone * SecondFeatures.width)
    seconds.removeFirst(gone)
    answered = end - gone
    return points
  }
}
