/// A cascade laid out for one picture: every rectangle is four offsets from the window's corner.
struct CascadeSearch {
  private struct Corners {
    var offsets: SIMD4<Int32>
    var weight: Float
  }

  private struct Step {
    var left: Int32
    var right: Int32
    var first: Int32
    var count: Int32
    var threshold: Float
  }

  private let cascade: Cascade
  private let sums: PixelSums
  private var corners: [Corners] = []
  /// The nodes of all trees, one after the other; a leaf is `-1 - index` into `leaves`.
  private var steps: [Step] = []
  private var leaves: [Float] = []
  /// For each stage the first nodes of its trees.
  private var roots: [[Int]] = []
  private let inner: (corners: SIMD4<Int32>, area: Float)

  init(_ cascade: Cascade, over sums: PixelSums) {
    (self.cascade, self.sums) = (cascade, sums)
    let row = sums.stride
    func corners(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> SIMD4<Int32> {
      let (top, bottom) = (y * row + x, (y + height) * row + x)
      return SIMD4(Int32(top), Int32(top + width), Int32(bottom), Int32(bottom + width))
    }
    // The contrast is measured without the outermost pixels.
    let (width, height) = (cascade.width - 2, cascade.height - 2)
    inner = (corners(1, 1, width, height), Float(width * height))
    var firsts: [Int32] = []
    for parts in cascade.features {
      firsts.append(Int32(self.corners.count))
      self.corners += parts.map {
        Corners(offsets: corners($0.x, $0.y, $0.width, $0.height), weight: $0.weight)
      }
    }
    for stage in cascade.stages {
      roots.append([])
      for tree in stage.trees {
        let (node, leaf) = (Int32(steps.count), Int32(leaves.count))
        roots[roots.count - 1].append(steps.count)
        leaves += tree.leaves
        steps += tree.nodes.map { next in
          func place(_ index: Int) -> Int32 {
            index > 0 ? node + Int32(index) : -1 - (leaf - Int32(index))
          }
          return Step(
            left: place(next.left), right: place(next.right), first: firsts[next.feature],
            count: Int32(cascade.features[next.feature].count), threshold: next.threshold)
        }
      }
    }
  }

  /// Left and top of every window that passes all stages.
  func hits(every step: Int) -> [(Int, Int)] {
    var hits: [(Int, Int)] = []
    for y in Swift.stride(from: 0, through: sums.height - cascade.height, by: step) {
      for x in Swift.stride(from: 0, through: sums.width - cascade.width, by: step)
      where passes(y * sums.stride + x) {
        hits.append((x, y))
      }
    }
    return hits
  }

  private func passes(_ corner: Int) -> Bool {
    let sum = Float(total(inner.corners, corner))
    let places = inner.corners
    let square =
      sums.squares[corner + Int(places[3])] &- sums.squares[corner + Int(places[1])]
      &- sums.squares[corner + Int(places[2])] &+ sums.squares[corner + Int(places[0])]
    let variance = inner.area * Float(square) - sum * sum
    if variance <= 0 { return false }
    let scale = 1 / variance.squareRoot()
    for (stage, trees) in roots.enumerated() {
      var vote: Float = 0
      for root in trees {
        var next = Int32(root)
        while next >= 0 {
          let step = steps[Int(next)]
          var value: Float = 0
          for index in step.first..<step.first + step.count {
            let part = corners[Int(index)]
            value += part.weight * Float(total(part.offsets, corner))
          }
          next = value * scale < step.threshold ? step.left : step.right
        }
        vote += leaves[Int(-1 - next)]
      }
      // The thresholds in the files are rounded.
      if vote < cascade.stages[stage].threshold - 1e-5 { return false }
    }
    return true
  }

  @inline(__always) private func total(_ offsets: SIMD4<Int32>, _ corner: Int) -> Int32 {
    sums.sums[corner + Int(offsets[3])] &- sums.sums[corner + Int(offsets[1])]
      &- sums.sums[corner + Int(offsets[2])] &+ sums.sums[corner + Int(offsets[0])]
  }
}
