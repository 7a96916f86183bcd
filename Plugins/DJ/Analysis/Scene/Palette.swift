/// The colours that a picture is mostly made of, by k-means.
package struct Palette: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package var colour: OKLab
    /// Part of the picture, 0 to 1.
    package var share: Float
  }

  /// The largest share first; fewer than asked for if the picture has fewer colours.
  package let entries: [Entry]

  /// The first centre is the mean, each further one the colour that is worst served, so that the
  /// same picture always has the same palette.
  package init(of colours: [OKLab], count: Int = 5) {
    var centres = [Self.mean(colours, of: colours.indices.map { $0 })]
    var nearest = [Int](repeating: 0, count: colours.count)
    var distances = colours.map { $0.squaredDistance(to: centres[0]) }
    while centres.count < count,
      let worst = distances.indices.max(by: { distances[$0] < distances[$1] }),
      distances[worst] > 0.0004
    {
      let centre = colours[worst]
      for index in colours.indices {
        let distance = colours[index].squaredDistance(to: centre)
        if distance < distances[index] {
          (distances[index], nearest[index]) = (distance, centres.count)
        }
      }
      centres.append(centre)
    }
    for _ in 0..<20 {
      var members = [[Int]](repeating: [], count: centres.count)
      for index in colours.indices { members[nearest[index]].append(index) }
      for centre in centres.indices where !members[centre].isEmpty {
        centres[centre] = Self.mean(colours, of: members[centre])
      }
      var moved = false
      for index in colours.indices {
        let best = Self.nearest(colours[index], centres)
        if best != nearest[index] { (nearest[index], moved) = (best, true) }
      }
      if !moved { break }
    }
    var counts = [Int](repeating: 0, count: centres.count)
    for centre in nearest { counts[centre] += 1 }
    entries = centres.indices.filter { counts[$0] > 0 }
      .map { Entry(colour: centres[$0], share: Float(counts[$0]) / Float(colours.count)) }
      .sorted { $0.share > $1.share }
  }

  private static func mean(_ colours: [OKLab], of members: [Int]) -> OKLab {
    var (lightness, a, b): (Float, Float, Float) = (0, 0, 0)
    for index in members {
      lightness += colours[index].lightness
      a += colours[index].a
      b += colours[index].b
    }
    let count = Float(max(members.count, 1))
    return OKLab(lightness / count, a / count, b / count)
  }

  private static func nearest(_ colour: OKLab, _ centres: [OKLab]) -> Int {
    var (best, least) = (0, Float.infinity)
    for (index, centre) in centres.enumerated() {
      let distance = colour.squaredDistance(to: centre)
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }
}
