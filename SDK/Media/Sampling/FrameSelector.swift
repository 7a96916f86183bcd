/// Decides from packets' times alone which frames one wish gets in one stretch of time.
///
/// The choice depends on nothing but the times and key flags of the packets, so it is the same
/// whatever other wishes share the decode. On a grid of `step` seconds each grid point has a
/// window of half a step on either side; a window is decided once no more packets can fall into
/// it.
struct FrameSelector {
  /// A frame that was chosen. If it does not decode, one before `limit` may take its place.
  struct Choice: Equatable {
    var time: Double
    var limit: Double
  }

  private struct Window {
    var index: Int
    var time: Double
    var isKey: Bool
  }

  /// Frames from `start` on, before `stop`.
  let start: Double
  let stop: Double
  /// Seconds; 0: every frame; NaN: keyframes.
  let step: Double
  /// Time of the grid's point 0; nil until the first packet sets it.
  private var origin: Double?
  private var windows: [Window] = []
  /// The windows before this one are decided.
  private var firstOpen = Int.min

  init(start: Double, stop: Double, step: Double) {
    self.start = start
    self.stop = stop
    // A step of no length, or a negative one, is no grid.
    self.step = step > 0 && !(step.isInfinite) ? step : (step.isNaN ? .nan : 0)
    origin = start.isFinite ? start : nil
  }

  var takesEveryFrame: Bool { step == 0 }
  var takesKeyframes: Bool { step.isNaN }
  private var isGrid: Bool { step > 0 }

  func covers(_ time: Double) -> Bool { time >= start && time < stop }

  private func index(of time: Double) -> Int {
    let position = ((time - (origin ?? time)) / step + 0.5).rounded(.down)
    return Int(exactly: position) ?? (position < 0 ? .min / 2 : .max / 2)
  }

  /// Whether it is decided if the packet at `time` is chosen.
  func isDecided(_ time: Double) -> Bool {
    !isGrid || !covers(time) || index(of: time) < firstOpen
  }

  /// Tells of the packet at `time`.
  /// - Returns: a choice that needs no waiting.
  mutating func observe(_ time: Double, isKey: Bool) -> Choice? {
    guard covers(time) else { return nil }
    if takesEveryFrame || (takesKeyframes && isKey) { return Choice(time: time, limit: time) }
    guard isGrid else { return nil }
    if origin == nil { origin = time }
    let place = index(of: time)
    guard place >= firstOpen else { return nil }
    let new = Window(index: place, time: time, isKey: isKey)
    guard let at = windows.firstIndex(where: { $0.index >= place }) else {
      windows.append(new)
      return nil
    }
    if windows[at].index > place {
      windows.insert(new, at: at)
    } else if isBetter(new, than: windows[at]) {
      windows[at] = new
    }
    return nil
  }

  private func isBetter(_ new: Window, than old: Window) -> Bool {
    if new.isKey != old.isKey { return new.isKey }
    let point = (origin ?? 0) + Double(new.index) * step
    let (newDistance, oldDistance) = (abs(new.time - point), abs(old.time - point))
    return newDistance < oldDistance || (newDistance == oldDistance && new.time < old.time)
  }

  /// No packet before `horizon` follows any more: decides the windows that end before it.
  mutating func decide(before horizon: Double) -> [Choice] {
    guard isGrid, origin != nil else { return [] }
    let open = horizon == .infinity ? Int.max : index(of: horizon)
    guard open > firstOpen else { return [] }
    firstOpen = open
    let done = windows.prefix { $0.index < open }
    guard !done.isEmpty else { return [] }
    let choices = done.compactMap { window -> Choice? in
      // A grid point behind the end is no reason to decode what comes before it.
      let point = (origin ?? 0) + Double(window.index) * step
      let isBehind = point >= stop || (horizon == .infinity && window.index == done.last?.index)
      if isBehind, !window.isKey, window.time < point { return nil }
      return Choice(time: window.time, limit: min(point + 0.5 * step, stop))
    }
    windows.removeFirst(done.count)
    return choices
  }
}
