/// The value below which this fraction of the values lies; 0 without values.
package func quantile(_ values: [Float], _ fraction: Double) -> Float {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return sorted[min(sorted.count - 1, Int(fraction * Double(sorted.count)))]
}
