import Glibc

/// Places beats where onsets are strong and the steps between them are near the tempo.
///
/// Dynamic programming over all ways to step through the track: each beat earns the onset strength
/// at its place and pays `tightness * log(step / period)^2` for its step (Ellis, "Beat tracking by
/// dynamic programming", 2007).
enum BeatTracker {
  static let tightness: Float = 100

  /// - Parameter envelope: onset strength by frame, with deviation 1.
  /// - Returns: the frames of the beats.
  static func beats(in envelope: [Float], period: Double) -> [Int] {
    guard period >= 2, envelope.count > Int(period) else { return [] }
    let steps = Array(max(1, Int((period / 2).rounded()))...Int((period * 2).rounded()))
    let cost = steps.map { step in
      let ratio = Float(log(Double(step) / period))
      return -tightness * ratio * ratio
    }
    var score = [Float](repeating: 0, count: envelope.count)
    var back = [Int32](repeating: -1, count: envelope.count)
    for frame in envelope.indices {
      var best: Float = 0
      var from: Int32 = -1
      for (place, step) in steps.enumerated() where step <= frame {
        let value = score[frame - step] + cost[place]
        if value > best { (best, from) = (value, Int32(frame - step)) }
      }
      score[frame] = envelope[frame] + best
      back[frame] = from
    }
    // The last beat is the best place within the last period.
    let tail = max(0, envelope.count - Int(period.rounded()))
    var frame = score[tail...].indices.max { score[$0] < score[$1] } ?? 0
    var beats: [Int] = []
    while frame >= 0 {
      beats.append(frame)
      frame = Int(back[frame])
    }
    return withoutQuietEnds(beats.reversed(), envelope)
  }

  /// Beats before the music begins and after it ends are none.
  private static func withoutQuietEnds(_ beats: [Int], _ envelope: [Float]) -> [Int] {
    let strengths = beats.map { beat in
      envelope[max(0, beat - 1)...min(envelope.count - 1, beat + 1)].max() ?? 0
    }
    let mean = strengths.reduce(0, +) / Float(max(1, strengths.count))
    guard let first = strengths.firstIndex(where: { $0 > mean / 2 }),
      let last = strengths.lastIndex(where: { $0 > mean / 2 })
    else { return [] }
    return Array(beats[first...last])
  }
}
