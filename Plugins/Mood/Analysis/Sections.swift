/// Cuts a curve where its mood changes for long enough to speak of it.
///
/// Of all ways to cut it into at most `most` sections the one with the least squared distance
/// from the sections' means, where each section more has to be worth it: an exact search by
/// dynamic programming (Bellman 1961). Valence counts double, since it moves half as far.
public enum Sections {
  /// As many as two sentences can tell.
  private static let most = 4
  /// What a section more has to save for each second: a step of 0.2 in the middle does.
  private static let price = 0.01
  /// The shortest section, in seconds, and as a share of the whole.
  private static let shortest = (seconds: 8, share: 0.05)
  /// Longer curves are averaged to as many pieces first, so that hours take no longer.
  private static let pieces = 400

  public static func cut(_ curve: [MoodPoint]) -> [Section] {
    guard !curve.isEmpty else { return [] }
    let step = (curve.count + pieces - 1) / pieces
    let count = (curve.count + step - 1) / step
    let least = max(
      1, (shortest.seconds + step - 1) / step, Int(shortest.share * Double(count)))
    let cuts = cuts(Sums(curve, step: step, count: count), least: least)
    return zip([0] + cuts, cuts + [count]).map { from, to in
      Section(curve[from * step..<min(to * step, curve.count)])
    }
  }

  /// Where the second and later sections begin.
  private static func cuts(_ sums: Sums, least: Int) -> [Int] {
    let count = sums.count
    // For a number of sections: the least cost of the first `end` pieces, and the last cut.
    var costs = [(0...count).map { $0 < least ? .infinity : sums.cost(0, $0) }]
    var lasts: [[Int]] = [Array(repeating: 0, count: count + 1)]
    for number in 1..<most {
      var cost = [Double](repeating: .infinity, count: count + 1)
      var last = [Int](repeating: 0, count: count + 1)
      for end in stride(from: (number + 1) * least, through: count, by: 1) {
        for cut in number * least...end - least {
          let candidate = costs[number - 1][cut] + sums.cost(cut, end)
          if candidate < cost[end] { (cost[end], last[end]) = (candidate, cut) }
        }
      }
      costs.append(cost)
      lasts.append(last)
    }
    let totals = costs.indices.map { costs[$0][count] + price * Double(count * $0) }
    let best = totals.indices.min { totals[$0] < totals[$1] } ?? 0
    var cuts: [Int] = []
    var end = count
    for number in stride(from: best, to: 0, by: -1) {
      end = lasts[number][end]
      cuts.insert(end, at: 0)
    }
    return cuts
  }

  /// Sums from the start up to each piece, so that any stretch's cost is a few additions.
  private struct Sums {
    private var arousal = [0.0]
    private var valence = [0.0]
    private var squares = [0.0]
    var count: Int { squares.count - 1 }

    init(_ curve: [MoodPoint], step: Int, count: Int) {
      for piece in 0..<count {
        let points = curve[piece * step..<min((piece + 1) * step, curve.count)]
        let a = points.reduce(0) { $0 + Double($1.arousal) } / Double(points.count)
        let v = 2 * points.reduce(0) { $0 + Double($1.valence) } / Double(points.count)
        arousal.append(arousal[piece] + a)
        valence.append(valence[piece] + v)
        squares.append(squares[piece] + a * a + v * v)
      }
    }

    /// The squared distance of the pieces from their mean.
    func cost(_ from: Int, _ to: Int) -> Double {
      let (a, v) = (arousal[to] - arousal[from], valence[to] - valence[from])
      return squares[to] - squares[from] - (a * a + v * v) / Double(to - from)
    }
  }
}
