/// Finds shot boundaries: cuts, dissolves, and fades through black.
///
/// - A cut is a step between two frames that stands out among the steps around it, and after
///   which the picture stays another one; so neither fast motion nor a flash counts.
/// - In the middle of a dissolve the picture is an even mixture of what it was and what it will
///   be, which no motion makes; and both differ in more than light.
/// - A black stretch is a boundary in its middle, however the picture came and went.
///
/// Frames come in order of time; boundaries are known about 2 s later.
package struct ShotDetector {
  /// Half the length of the dissolves looked for, in seconds.
  private static let halves = [0.3, 0.6, 1.2]
  /// Frames that look like a mixture and are no further apart are of one dissolve; seconds.
  private static let pause = 0.5
  /// What looks like a dissolve so near to black is the fade; seconds.
  private static let fadeReach = 1.0

  /// The least difference that counts, of 255.
  private let threshold: Float
  /// Seconds; of two boundaries that are closer the stronger one stays.
  private let minimum: Double
  private var frames: [Thumbnail] = []
  /// The step from the frame before to each frame.
  private var steps: [Float] = []
  /// The next frame to be judged for a cut, and for a dissolve.
  private var next = 1
  private var blackSince: Double?
  /// When the last black stretch ended, seconds.
  private var blackEnd = -Double.infinity
  private var fading: [Mixture] = []
  private var pending: [Boundary] = []

  private struct Mixture {
    var time: Double
    var strength: Float
  }

  /// - Parameters:
  ///   - sensitivity: 0 to 1.
  ///   - minimum: the shortest shot, seconds.
  package init(sensitivity: Double = 0.5, minimum: Double = 0.4) {
    threshold = Float(14 * (1.7 - 1.4 * sensitivity))
    self.minimum = minimum
  }

  /// Takes the next frame: red, green and blue of `width * height` pixels.
  package mutating func add(
    _ pixels: Span<UInt8>, width: Int, height: Int, time: Double
  ) -> [Boundary] {
    add(Thumbnail(pixels, width: width, height: height, time: time))
  }

  /// Returns what is left once all frames have been added.
  package mutating func finish() -> [Boundary] {
    while next < frames.count {
      judge(next)
      next += 1
    }
    closeMixture()
    return take(before: .infinity)
  }

  private mutating func add(_ frame: Thumbnail) -> [Boundary] {
    steps.append(frames.last.map { $0.distance(to: frame) } ?? 0)
    frames.append(frame)
    let wait = Self.halves.last ?? 0
    while next < frames.count, frames[next].time + wait < frame.time {
      judge(next)
      next += 1
    }
    // Twice the longest half is all that is ever looked back at.
    if next > 0, let first = frames.first, frames[next - 1].time - first.time > 4 * wait {
      let old = frames.prefix { $0.time < frames[next - 1].time - 2 * wait }.count
      frames.removeFirst(old)
      steps.removeFirst(old)
      next -= old
    }
    return take(
      before: next < frames.count ? frames[next].time - 2 * minimum - 2 * wait : -.infinity)
  }

  private mutating func judge(_ index: Int) {
    let endsBlack = judgeBlack(index)
    if blackSince != nil || endsBlack { return }
    if let strength = cut(index) {
      note(Boundary(time: frames[index].time, kind: .cut, score: Self.score(strength)))
    }
    judgeMixture(index)
  }

  /// How many times the threshold a cut is, or nil.
  private func cut(_ index: Int) -> Float? {
    let step = steps[index]
    guard step > threshold else { return nil }
    let around = steps[max(1, index - 6)..<index] + steps[index + 1..<min(steps.count, index + 7)]
    // The one that stands out most may be a second cut or a flash nearby.
    let usual = (around.reduce(0, +) - (around.max() ?? 0)) / Float(max(1, around.count - 1))
    guard step > 3 * usual + 2 else { return nil }
    // A flash is over after a few frames.
    for back in 1...3 {
      for ahead in 1...3 where index - back >= 0 && index + ahead < frames.count {
        let lasting = frames[index - back].distance(to: frames[index + ahead])
        if lasting < 0.5 * step { return nil }
      }
    }
    return step / threshold
  }

  /// Follows the black stretches; true if one ended with this frame.
  private mutating func judgeBlack(_ index: Int) -> Bool {
    let frame = frames[index]
    if index == 1, blackSince == nil, frames[0].isBlack {
      blackSince = frames[0].time
    }
    if frame.isBlack {
      if blackSince == nil { blackSince = frame.time }
    } else if let since = blackSince {
      blackSince = nil
      let boundary = Boundary(time: (since + frame.time) / 2, kind: .fade, score: 0.9)
      // What was noted while the picture went is the same boundary.
      blackEnd = frame.time
      pending.removeAll { $0.time >= since - ($0.kind == .dissolve ? Self.fadeReach : minimum) }
      fading.removeAll()
      if boundary.time >= minimum { note(boundary) }
      return true
    }
    return false
  }

  private mutating func judgeMixture(_ index: Int) {
    let strength = Self.halves.compactMap { mixture(index, half: $0) }.max()
    if let strength {
      fading.append(Mixture(time: frames[index].time, strength: strength))
    } else if let last = fading.last, frames[index].time - last.time > Self.pause {
      closeMixture()
    }
  }

  /// How many times the threshold a dissolve with this frame in its middle is, or nil.
  private func mixture(_ index: Int, half: Double) -> Float? {
    let time = frames[index].time
    guard let first = frames[..<index].lastIndex(where: { $0.time <= time - half }) else {
      return nil
    }
    guard let last = frames[index...].firstIndex(where: { $0.time >= time + half }) else {
      return nil
    }
    // Black has a boundary of its own.
    guard last - first >= 6, !frames[first].isDim, !frames[last].isDim else { return nil }
    let distance = frames[first].distance(to: frames[last])
    guard distance > threshold else { return nil }
    // One step that makes up most of it is a cut, or was judged not to be one.
    guard let most = steps[first + 1...last].max(), most < 0.4 * distance else { return nil }
    var shares: [Float] = []
    for frame in [(2 * first + last) / 3, index, (first + 2 * last) / 3] {
      guard let mixture = frames[frame].mixture(of: frames[first], frames[last]) else { return nil }
      guard mixture.rest < 0.3 else { return nil }
      shares.append(mixture.share)
    }
    guard shares[0] < shares[1] + 0.05, shares[1] < shares[2] + 0.05 else { return nil }
    guard shares[1] > 0.25, shares[1] < 0.75 else { return nil }
    guard frames[first].likeness(to: frames[last]) < 0.6 else { return nil }
    return distance / threshold
  }

  /// The middle of the frames that looked like a mixture is the boundary.
  private mutating func closeMixture() {
    defer { fading.removeAll() }
    guard fading.count >= 3, let first = fading.first, let last = fading.last else { return }
    // A picture that comes out of the black is no mixture of two.
    guard first.time - blackEnd > Self.fadeReach else { return }
    let strength = fading.reduce(0) { max($0, $1.strength) }
    let time = (first.time + last.time) / 2
    note(Boundary(time: time, kind: .dissolve, score: Self.score(strength)))
  }

  private mutating func note(_ boundary: Boundary) {
    if let last = pending.last, boundary.time - last.time < minimum {
      if boundary.score > last.score { pending[pending.count - 1] = boundary }
    } else {
      pending.append(boundary)
    }
  }

  private mutating func take(before time: Double) -> [Boundary] {
    let taken = pending.prefix { $0.time < time }
    pending.removeFirst(taken.count)
    return Array(taken)
  }

  private static func score(_ strength: Float) -> Double {
    Double(strength / (strength + 1))
  }
}
