import MoodAnalysis
import Testing

@Suite("The window over a long sound")
struct WindowTests {
  /// Sums of the first feature over eight seconds on either side: it sees as far as the network.
  private func network(_ rows: [Float]) -> [Float] {
    let count = rows.count / SecondFeatures.width
    let values = (0..<count).map { rows[$0 * SecondFeatures.width] }
    return (0..<count).flatMap { second in
      let sum = values[max(0, second - 8)...min(count - 1, second + 8)].reduce(0, +)
      return [sum, -sum]
    }
  }

  private func row(_ second: Int) -> [Float] {
    [Float(second * second % 37)]
      + [Float](repeating: 0, count: SecondFeatures.width - 1)
  }

  @Test("gives what one look at all would", arguments: [1, 7, 8, 23, 24, 25, 100, 403])
  func same(count: Int) {
    var window = CurveWindow()
    var points: [MoodPoint] = []
    var most = 0
    for second in 0..<count {
      window.add(row(second), second: second)
      if window.isFull {
        points += window.answer(all: false) { rows in
          most = max(most, rows.count / SecondFeatures.width)
          return network(rows)
        }
      }
    }
    points += window.answer(all: true, network)
    #expect(points.map(\.second) == Array(0..<count))
    let whole = network((0..<count).flatMap(row))
    #expect(points.map(\.arousal) == (0..<count).map { whole[2 * $0] })
    #expect(most <= 32)
  }

  @Test("keeps the numbers of seconds that follow a silence")
  func gap() {
    var window = CurveWindow()
    for second in [0, 1, 90, 91] { window.add(row(second), second: second) }
    #expect(window.answer(all: true, network).map(\.second) == [0, 1, 90, 91])
    #expect(window.answer(all: true, network).isEmpty)
  }
}
