/// How the pixels of one side of a picture become fewer, or more: each new pixel is the mean of the
/// area that it covers.
///
/// Pixel `i` of `count` covers `[i * size / count, (i + 1) * size / count)` of the old ones; those
/// that are covered in part count in part.
struct AreaShares {
  struct Share {
    var first: Int
    var weights: [Float]
  }

  let shares: [Share]

  init(from size: Int, to count: Int) {
    shares = (0..<count).map { index in
      // In units of 1/count of an old pixel, so that all edges are whole numbers.
      let (start, stop) = (index * size, (index + 1) * size)
      let first = start / count
      let last = max((stop + count - 1) / count, first + 1)
      return Share(
        first: first,
        weights: (first..<last).map { pixel in
          Float(min(stop, (pixel + 1) * count) - max(start, pixel * count)) / Float(size)
        })
    }
  }
}

/// Scales a plane of `width * height` values.
func scaled(
  _ plane: [Float], _ width: Int, _ height: Int, to newWidth: Int, _ newHeight: Int
) -> [Float] {
  let columns = AreaShares(from: width, to: newWidth).shares
  let rows = AreaShares(from: height, to: newHeight).shares
  var narrow = [Float](repeating: 0, count: newWidth * height)
  for row in 0..<height {
    let line = row * width
    for column in 0..<newWidth {
      var sum: Float = 0
      let first = line + columns[column].first
      for offset in columns[column].weights.indices {
        sum += columns[column].weights[offset] * plane[first + offset]
      }
      narrow[row * newWidth + column] = sum
    }
  }
  var result = [Float](repeating: 0, count: newWidth * newHeight)
  for row in 0..<newHeight {
    for (offset, weight) in rows[row].weights.enumerated() {
      let source = (rows[row].first + offset) * newWidth
      for column in 0..<newWidth {
        result[row * newWidth + column] += weight * narrow[source + column]
      }
    }
  }
  return result
}
