import Glibc

/// Puts songs into an order in which mood and tempo move in small steps along a course.
///
/// The cost of an order is the sum of its steps and of how far each place is from the course. It
/// is lowered by reversing stretches (2-opt, Croes 1958) and by exchanging two songs, until
/// neither helps. A steady playlist is a circle that is cut open, so that it ends near where it
/// began.
package struct Ordering {
  private let songs: [Song]
  private let steps: [Double]
  private let places: [Double]
  private let isCircle: Bool
  private var order: [Int]
  private var count: Int { songs.count }

  /// - Parameter songs: in an order to begin with.
  init(_ songs: [Song], along target: Target) {
    self.songs = songs
    order = Array(songs.indices)
    isCircle = target.firstEnergy == nil
    steps = songs.flatMap { first in songs.map { Self.step(first, $0) } }
    places = Self.places(songs, target)
  }

  /// The songs' indices, first to last.
  mutating func run() -> [Int] {
    if count < 3 { return order }
    var rounds = 0
    while rounds < 60, improveByReversing() || improveByExchanging() { rounds += 1 }
    if isCircle {
      // Cut open at the widest step.
      let widest = order.indices.max { edge($0) < edge($1) } ?? 0
      order = Array(order[(widest + 1)...] + order[...widest])
    }
    return order
  }

  /// How much one minds to hear the one after the other, 0 for nothing.
  package static func step(_ first: Song, _ second: Song) -> Double {
    var sum = 0.0
    if let a = first.energy, let b = second.energy { sum += (a - b) * (a - b) / 0.0225 }
    if let a = first.valence, let b = second.valence { sum += (a - b) * (a - b) / 0.04 }
    if let a = first.tempo, let b = second.tempo {
      // Half and double the tempo go together.
      let octaves = log2(a / b)
      let distance = min(abs(octaves), abs(abs(octaves) - 1) + 0.1)
      sum += distance * distance / 0.0225
    }
    if first.artist.lowercased() == second.artist.lowercased() { sum += 6 }
    return sum
  }

  /// The distance from the course for each song at each place.
  private static func places(_ songs: [Song], _ target: Target) -> [Double] {
    let count = songs.count
    guard target.firstEnergy != nil, count > 1 else {
      return [Double](repeating: 0, count: count * count)
    }
    let byTempo = songs.indices.sorted { (songs[$0].tempo ?? 0) < (songs[$1].tempo ?? 0) }
    var rank = [Double](repeating: 0, count: count)
    for (place, song) in byTempo.enumerated() { rank[song] = Double(place) / Double(count - 1) }
    if target.course == .windDown { rank = rank.map { 1 - $0 } }
    return songs.indices.flatMap { song in
      (0..<count).map { place in
        let part = Double(place) / Double(count - 1)
        let energy = (songs[song].energy ?? 0.5) - (target.energy(at: part) ?? 0.5)
        let tempo = rank[song] - part
        return energy * energy / 0.01 + (songs[song].tempo == nil ? 0 : tempo * tempo / 0.16)
      }
    }
  }

  private func step(_ first: Int, _ second: Int) -> Double {
    steps[order[first] * count + order[second]]
  }

  /// The step from a place to the next; from the last one to the first in a circle.
  private func edge(_ place: Int) -> Double {
    if place + 1 < count { return step(place, place + 1) }
    return isCircle ? step(place, 0) : 0
  }

  private func fit(_ song: Int, _ place: Int) -> Double { places[song * count + place] }

  private mutating func improveByReversing() -> Bool {
    var improved = false
    for first in 0..<count - 1 {
      for last in first + 1..<count where !(first == 0 && last == count - 1) {
        var change = 0.0
        if first > 0 {
          change += step(first - 1, last) - step(first - 1, first)
        } else if isCircle {
          change += step(count - 1, last) - step(count - 1, first)
        }
        if last + 1 < count {
          change += step(first, last + 1) - step(last, last + 1)
        } else if isCircle {
          change += step(first, 0) - step(last, 0)
        }
        if !isCircle {
          for offset in 0...last - first {
            change +=
              fit(order[last - offset], first + offset) - fit(order[first + offset], first + offset)
          }
        }
        if change < -1e-9 {
          order[first...last].reverse()
          improved = true
        }
      }
    }
    return improved
  }

  private mutating func improveByExchanging() -> Bool {
    var improved = false
    for first in 0..<count - 1 {
      for second in first + 1..<count {
        let before = cost(around: first, second)
        order.swapAt(first, second)
        if cost(around: first, second) < before - 1e-9 {
          improved = true
        } else {
          order.swapAt(first, second)
        }
      }
    }
    return improved
  }

  /// What of the cost an exchange of two places changes; `first` is before `second`.
  private func cost(around first: Int, _ second: Int) -> Double {
    let before = first > 0 ? first - 1 : count - 1
    var sum = fit(order[first], first) + fit(order[second], second) + edge(before) + edge(first)
    if second - 1 != first { sum += edge(second - 1) }
    if second != before { sum += edge(second) }
    return sum
  }
}
