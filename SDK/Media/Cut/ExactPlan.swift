/// Which parts of a stretch are copied, and which must be encoded anew.
struct ExactPlan {
  struct Part: Equatable {
    var start: Double
    var stop: Double
    var isCopied: Bool
  }

  struct Key {
    var time: Double
    /// Nothing after it needs what lies before it.
    var isClosed: Bool
  }

  let parts: [Part]

  /// `keys`: the keyframes from the last one before `start` up to `stop`. Times that differ by
  /// less than `tolerance` are the same.
  init(start: Double, stop: Double, keys: [Key], mayCopy: Bool, tolerance: Double) {
    let inside = keys.filter { $0.time > start - tolerance && $0.time < stop + tolerance }
    guard mayCopy, let first = inside.first(where: \.isClosed),
      let last = inside.last(where: \.isClosed), last.time > first.time + tolerance
    else {
      parts = [Part(start: start, stop: stop, isCopied: false)]
      return
    }
    var parts: [Part] = []
    if first.time > start + tolerance {
      parts.append(Part(start: start, stop: first.time, isCopied: false))
    }
    parts.append(Part(start: first.time, stop: last.time, isCopied: true))
    if stop > last.time + tolerance {
      parts.append(Part(start: last.time, stop: stop, isCopied: false))
    }
    self.parts = parts
  }
}
