/// The best of many matches, of which it never holds more than `limit`: a heap with the worst of
/// them at its top.
struct Best {
  private let limit: Int
  private var heap: [Nearest.Match] = []

  init(limit: Int) { self.limit = limit }

  /// The best first.
  var sorted: [Nearest.Match] { heap.sorted(by: Self.isBetter) }

  mutating func take(_ match: Nearest.Match) {
    if heap.count < limit {
      heap.append(match)
      rise(from: heap.count - 1)
    } else if let worst = heap.first, Self.isBetter(match, worst) {
      heap[0] = match
      sink()
    }
  }

  private static func isBetter(_ one: Nearest.Match, _ other: Nearest.Match) -> Bool {
    (one.score, other.id) > (other.score, one.id)
  }

  private mutating func rise(from place: Int) {
    var place = place
    while place > 0, Self.isBetter(heap[(place - 1) / 2], heap[place]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var worst = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if Self.isBetter(heap[worst], heap[child]) { worst = child }
      }
      if worst == place { return }
      heap.swapAt(place, worst)
      place = worst
    }
  }
}
