import Numerics

/// What the sound's colour is like on the whole, and how it changes.
///
/// Of 24 mel-frequency cepstral coefficients (Davis and Mermelstein 1980) the mean, the standard
/// deviation, and the mean change from one frame to the next. Frames of silence do not count.
struct TimbreStatistics {
  static let coefficients = 24
  private var count = 0.0
  private var steps = 0.0
  private var sums = [Double](repeating: 0, count: coefficients)
  private var squares = [Double](repeating: 0, count: coefficients)
  private var changes = [Double](repeating: 0, count: coefficients)
  private var before: [Float] = []

  /// The names of the values, in their order.
  static let names: [String] = ["mean", "deviation", "change"].flatMap { kind in
    (0..<coefficients).map { "mfcc-\($0)-\(kind)" }
  }

  mutating func add(_ values: [Float]) {
    count += 1
    for index in 0..<Self.coefficients {
      let value = Double(values[index])
      sums[index] += value
      squares[index] += value * value
    }
    if !before.isEmpty {
      steps += 1
      for index in 0..<Self.coefficients {
        changes[index] += Double(abs(values[index] - before[index]))
      }
    }
    before = values
  }

  /// The next frame does not follow the last one: there was silence between them.
  mutating func interrupt() { before = [] }

  /// 72 values; all 0 of silence.
  var vector: [Float] {
    let means = sums.map { $0 / max(1, count) }
    let deviations = zip(squares, means).map { square, mean in
      max(0, square / max(1, count) - mean * mean).squareRoot()
    }
    return (means + deviations + changes.map { $0 / max(1, steps) }).map { Float($0) }
  }
}
