internal import CNumerics

/// Overlapping triangles over the bins of a power spectrum, evenly spaced on a mel scale.
///
/// `bands + 2` edges lie evenly in mels from `low` to `high`; band `b` rises linearly in Hz from
/// edge `b` to edge `b + 1` and falls to edge `b + 2`. With `isAreaNormalised` each triangle is
/// multiplied by `2 / (edge[b + 2] - edge[b])`, as in Slaney's toolbox, so that wide bands do not
/// weigh more; without, its peak is 1, as in HTK.
public struct MelFilterbank: Sendable {
  public let bands: Int
  public let bins: Int
  /// Hz, `bands + 2` of them.
  public let edges: [Double]
  private var filters: [Filter] = []

  /// The bins that a band uses, and their weights.
  private struct Filter {
    var first: Int
    var weights: [Float]
  }

  /// - Parameters:
  ///   - rate: samples per second.
  ///   - length: samples of the frames whose spectra are taken.
  ///   - low: Hz.
  ///   - high: Hz; half the rate, if left out.
  public init(
    bands: Int, rate: Double, length: Int, low: Double = 0, high: Double? = nil,
    scale: MelScale = .slaney, isAreaNormalised: Bool = true
  ) {
    let high = high ?? rate / 2
    precondition(bands > 0 && low >= 0 && low < high && high <= rate / 2, "no such filterbank")
    self.bands = bands
    bins = length / 2 + 1
    let (from, to) = (scale.mel(low), scale.mel(high))
    let edges = (0..<bands + 2).map {
      scale.hertz(from + (to - from) * Double($0) / Double(bands + 1))
    }
    self.edges = edges
    for band in 0..<bands {
      let (left, middle, right) = (edges[band], edges[band + 1], edges[band + 2])
      let height = isAreaNormalised ? 2 / (right - left) : 1
      let weights = (0..<bins).map { bin in
        let hertz = Double(bin) * rate / Double(length)
        let triangle = min((hertz - left) / (middle - left), (right - hertz) / (right - middle))
        return Float(max(0, triangle) * height)
      }
      let first = weights.firstIndex { $0 > 0 } ?? 0
      let last = weights.lastIndex { $0 > 0 } ?? -1
      filters.append(Filter(first: first, weights: Array(weights[first..<last + 1])))
    }
  }

  /// The weight of each bin in one band.
  public func weights(of band: Int) -> [Float] {
    var all = [Float](repeating: 0, count: bins)
    let filter = filters[band]
    all.replaceSubrange(filter.first..<filter.first + filter.weights.count, with: filter.weights)
    return all
  }

  /// The energy in each band.
  /// - Parameters:
  ///   - power: one value per bin.
  ///   - energies: takes one value per band.
  public func apply(to power: [Float], into energies: inout [Float]) {
    precondition(power.count == bins && energies.count == bands, "not this filterbank's spectrum")
    for (band, filter) in filters.enumerated() {
      energies[band] = unsafe power.withUnsafeBufferPointer { power in
        unsafe filter.weights.withUnsafeBufferPointer { weights in
          unsafe weights.isEmpty
            ? 0
            : cnumerics_dot(power.baseAddress! + filter.first, weights.baseAddress, weights.count)
        }
      }
    }
  }
}
