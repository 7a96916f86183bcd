/// The median of the values around each value, `reach` on either side.
///
/// At the ends the window stays as long as elsewhere and leans inwards.
func rollingMedian(_ values: [Double], reach: Int) -> [Double] {
  guard !values.isEmpty else { return [] }
  let length = min(values.count, 2 * reach + 1)
  var window = values[..<length].sorted()
  var first = 0
  var medians: [Double] = []
  medians.reserveCapacity(values.count)
  for index in values.indices {
    let wanted = min(max(0, index - reach), values.count - length)
    while first < wanted {
      window.remove(at: place(of: values[first], in: window))
      let next = values[first + length]
      window.insert(next, at: place(of: next, in: window))
      first += 1
    }
    medians.append((window[(length - 1) / 2] + window[length / 2]) / 2)
  }
  return medians
}

/// The first place in sorted values that is not below `value`.
private func place(of value: Double, in sorted: [Double]) -> Int {
  var (low, high) = (0, sorted.count)
  while low < high {
    let middle = (low + high) / 2
    if sorted[middle] < value { low = middle + 1 } else { high = middle }
  }
  return low
}
