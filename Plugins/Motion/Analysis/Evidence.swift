/// How unusual each bin of packets is among those around it.
struct Evidence {
  /// Above the usual weight, in deviations (1.4826 times the median absolute deviation).
  private(set) var excess: [Double]
  /// Above the usual weight, in bytes per second as a share of a keyframe.
  private(set) var added: [Double]
  /// One deviation, in bytes per second as a share of a keyframe.
  private(set) var scatter: [Double]

  /// Each bin is compared with those at the same place after their keyframes.
  init(_ bins: [PacketBins.Bin]) {
    excess = [Double](repeating: 0, count: bins.count)
    added = excess
    scatter = excess
    let keys = rollingMedian(bins.map(\.keyBytes), reach: 60)
    var members: [Int: [Int]] = [:]
    for (index, bin) in bins.enumerated() { members[bin.place, default: []].append(index) }
    for indices in members.values {
      let weights = indices.map { bins[$0].weight }
      guard let first = indices.first, let last = indices.last else { continue }
      let step = max(
        1e-6, (bins[last].start - bins[first].start) / Double(max(1, indices.count - 1)))
      let reach = max(10, Int(min(1e6, Screening.surroundings / step)))
      let usual = rollingMedian(weights, reach: reach)
      let deviations = zip(weights, usual).map { abs($0 - $1) }
      let spread = rollingMedian(deviations, reach: reach)
      for (place, index) in indices.enumerated() {
        // Recordings joined from copies repeat exactly; one per cent stays a doubt.
        let deviation = max(1.4826 * spread[place], 0.01 * usual[place], 1e-9)
        let key = max(1, keys[index])
        excess[index] = (weights[place] - usual[place]) / deviation
        added[index] = (weights[place] - usual[place]) * bins[index].rate / key
        scatter[index] = deviation * bins[index].rate / key
      }
    }
  }
}
