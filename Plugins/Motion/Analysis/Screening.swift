/// Finds the stretches of a recording in which something may happen, from its packets' sizes.
///
/// A codec spends bytes on what changes. Where a second weighs more than is usual within minutes
/// around it, something may happen there. How much more an object adds is known from the
/// keyframes; where the usual scatter hides that much, the sizes tell nothing, and all is looked
/// at. So is as much of any recording as `affordable` frames can show, the likeliest first.
package struct Screening: Sendable {
  /// Seconds between looks.
  package var interval: Double
  /// 0 to 1.
  package var sensitivity: Double
  /// The part of the picture that is watched; in a small part objects are small.
  package var share: Double
  /// As many frames are looked at in any case.
  package var affordable: Int

  package init(
    interval: Double = 2, sensitivity: Double = 0.5, share: Double = 1, affordable: Int = 1200
  ) {
    (self.interval, self.sensitivity) = (interval, sensitivity)
    (self.share, self.affordable) = (share, affordable)
  }

  /// The bytes in a second that an object adds at least, as a share of a keyframe.
  static let leastObject = 0.06
  /// Seconds on either side of which the usual weight is taken.
  static let surroundings = 300.0
  /// Seconds from one pair of frames that is looked at in any case to the next.
  static let refresh = 600.0

  package func plan(_ packets: PacketBins) -> FramePlan {
    let bins = packets.bins
    let end = packets.end + 1
    let group = packets.keyframes > 1 ? packets.end / Double(packets.keyframes - 1) : .infinity
    let isNear = group > 0.5 * interval && group <= 1.5 * interval
    let spacing = isNear ? nil : interval
    let step = isNear ? group : interval
    // Pictures that all decode on their own tell nothing by their sizes.
    let others = packets.packets - packets.keyframes
    guard packets.keyframes >= 8, others * 10 >= packets.packets * 3 else {
      return FramePlan(stretches: [0..<end], spacing: spacing, bursts: [])
    }
    let evidence = Evidence(bins)
    let limits = limits(evidence)
    let reach = 1.05 * max(isNear ? group : interval, interval)
    var doubtful = bins.indices.map { evidence.excess[$0] > limits[$0] || limits[$0] < 0.7 }
    let total = end / step
    fill(&doubtful, evidence, limits, share: Double(affordable) / total, bins, reach)
    for index in bins.indices
    where index == 0
      || Int(bins[index].start / Self.refresh) != Int(bins[index - 1].start / Self.refresh)
    {
      doubtful[index] = true
    }
    return FramePlan(
      stretches: spread(doubtful, bins, reach: reach, end: end), spacing: spacing,
      bursts: bursts(evidence, bins, step: max(group, interval), most: max(30, Int(total / 100))))
  }

  /// By how many deviations each bin must exceed the usual weight to be doubtful.
  private func limits(_ evidence: Evidence) -> [Double] {
    let caution = sensitivity < 0.5 ? 2 - 2 * sensitivity : 1.5 - sensitivity
    let least = Self.leastObject * share.squareRoot()
    return evidence.scatter.map { min(3, least / max(1e-9, $0)) * caution }
  }

  /// Adds the likeliest bins until so large a share of the recording is looked at.
  private func fill(
    _ doubtful: inout [Bool], _ evidence: Evidence, _ limits: [Double], share: Double,
    _ bins: [PacketBins.Bin], _ reach: Double
  ) {
    let length = bins.reduce(0) { $0 + $1.stop - $1.start }
    if share >= 1 {
      doubtful = doubtful.map { _ in true }
      return
    }
    let likelihood = bins.indices.map { evidence.excess[$0] / max(0.1, limits[$0]) }
    let given = doubtful
    var (least, most) = (0.0, 1.0)
    // The lowest likelihood that stays within the share; its neighbourhood is looked at too.
    for _ in 0..<12 {
      let middle = (least + most) / 2
      let tried = bins.indices.map { given[$0] || likelihood[$0] > middle }
      let covered = spread(tried, bins, reach: reach, end: .infinity).reduce(0) {
        $0 + $1.upperBound - $1.lowerBound
      }
      if covered > share * length { least = middle } else { most = middle }
    }
    doubtful = bins.indices.map { given[$0] || likelihood[$0] > most }
  }

  /// The doubtful bins with two looks before and one after, joined where they touch.
  private func spread(
    _ doubtful: [Bool], _ bins: [PacketBins.Bin], reach: Double, end: Double
  ) -> [Range<Double>] {
    var stretches: [Range<Double>] = []
    for (bin, isDoubtful) in zip(bins, doubtful) where isDoubtful {
      let start = max(0, bin.start - 2 * reach)
      let stop = min(end, bin.stop + reach)
      if let last = stretches.last, start <= last.upperBound + reach {
        stretches[stretches.count - 1] = last.lowerBound..<max(last.upperBound, stop)
      } else {
        stretches.append(start..<stop)
      }
    }
    return stretches
  }

  /// Strong bursts that are over before the second next look, the strongest first, in order.
  private func bursts(
    _ evidence: Evidence, _ bins: [PacketBins.Bin], step: Double, most: Int
  ) -> [Range<Double>] {
    var found: [(excess: Double, stretch: Range<Double>)] = []
    var index = 0
    while index < bins.count {
      guard evidence.excess[index] > 4, evidence.added[index] > 0.1 else {
        index += 1
        continue
      }
      var (first, last) = (index, index)
      while first > 0, evidence.excess[first - 1] > 2 { first -= 1 }
      while last + 1 < bins.count, evidence.excess[last + 1] > 2 { last += 1 }
      if bins[last].stop - bins[first].start <= 2.2 * step {
        let strongest = evidence.excess[first...last].max() ?? 0
        let stretch = max(0, bins[first].start - 0.25)..<bins[last].stop + 0.25
        found.append((strongest, stretch))
      }
      index = last + 1
    }
    found.sort { $0.excess > $1.excess }
    return found.prefix(most).map(\.stretch).sorted { $0.lowerBound < $1.lowerBound }
  }
}
