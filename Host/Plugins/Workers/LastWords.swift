/// What a plugin wrote during one request: the first lines, which mostly say why it ended, and the
/// last ones. A report of a crash may be long in between.
struct LastWords {
  private static let mostFirst = 4
  private static let mostLast = 3

  private var first: [String] = []
  private var last: [String] = []
  private var leftOut = 0

  mutating func add(_ line: String) {
    guard line.utf8.contains(where: { $0 != 0x20 }) else { return }
    if first.count < LastWords.mostFirst {
      first.append(line)
      return
    }
    last.append(line)
    if last.count > LastWords.mostLast {
      last.removeFirst()
      leftOut += 1
    }
  }

  /// Oldest first.
  var lines: [String] {
    let gap = "... (\(leftOut) \(leftOut == 1 ? "line" : "lines") left out)"
    return first + (leftOut > 0 ? [gap] : []) + last
  }
}
