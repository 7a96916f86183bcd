/// Where a face is, in pixels.
package struct FaceBox: Equatable, Sendable {
  package var left: Double
  package var top: Double
  package var width: Double
  package var height: Double

  package init(left: Double, top: Double, width: Double, height: Double) {
    (self.left, self.top, self.width, self.height) = (left, top, width, height)
  }

  /// Windows that lie on each other within a fifth of their size become one, their mean; groups of
  /// fewer than `agreeing` are dropped, and so are small groups within larger ones.
  package static func grouped(_ windows: [FaceBox], agreeing: Int) -> [FaceBox] {
    var group = Array(windows.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for first in windows.indices {
      for second in windows.indices.dropFirst(first + 1)
      where windows[first].isLike(windows[second]) {
        group[root(second)] = root(first)
      }
    }
    var found: [(box: FaceBox, count: Int)] = []
    for leader in windows.indices where group[leader] == leader {
      let members = windows.indices.filter { root($0) == leader }.map { windows[$0] }
      if members.count < agreeing { continue }
      func mean(_ part: (FaceBox) -> Double) -> Double {
        members.reduce(0) { $0 + part($1) } / Double(members.count)
      }
      let box = FaceBox(
        left: mean(\.left), top: mean(\.top), width: mean(\.width), height: mean(\.height))
      found.append((box, members.count))
    }
    return found.filter { small in
      !found.contains { large in
        large.box != small.box && small.box.liesWithin(large.box)
          && large.count > max(agreeing, small.count)
      }
    }.map(\.box)
  }

  private func isLike(_ other: FaceBox) -> Bool {
    let reach = 0.1 * (min(width, other.width) + min(height, other.height))
    return abs(left - other.left) <= reach && abs(top - other.top) <= reach
      && abs(left + width - other.left - other.width) <= reach
      && abs(top + height - other.top - other.height) <= reach
  }

  private func liesWithin(_ other: FaceBox) -> Bool {
    let (x, y) = (0.2 * other.width, 0.2 * other.height)
    return left >= other.left - x && top >= other.top - y
      && left + width <= other.left + other.width + x
      && top + height <= other.top + other.height + y
  }
}
