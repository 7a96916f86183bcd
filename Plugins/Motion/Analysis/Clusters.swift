/// Weighs the largest group of touching blocks that differ.
struct Clusters {
  let columns: Int
  let rows: Int

  /// The weight of the heaviest group of blocks with a ratio over 1, corners touching included.
  ///
  /// A block weighs as much as its ratio to its threshold, 3 at most, so that a strong edge of
  /// one block does not pass for an object. A group without a peak counts less than a third.
  func heaviest(_ ratios: [Float]) -> Float {
    var isOpen = ratios.map { $0 > 1 }
    var heaviest: Float = 0
    var stack: [Int] = []
    for start in isOpen.indices where isOpen[start] {
      var (weight, peak): (Float, Float) = (0, 0)
      isOpen[start] = false
      stack.append(start)
      while let block = stack.popLast() {
        weight += min(3, ratios[block])
        peak = max(peak, ratios[block])
        let (row, column) = (block / columns, block % columns)
        for y in max(0, row - 1)...min(rows - 1, row + 1) {
          for x in max(0, column - 1)...min(columns - 1, column + 1)
          where isOpen[y * columns + x] {
            isOpen[y * columns + x] = false
            stack.append(y * columns + x)
          }
        }
      }
      heaviest = max(heaviest, peak < 1.3 ? 0.3 * weight : weight)
    }
    return heaviest
  }
}
