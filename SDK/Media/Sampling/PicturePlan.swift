/// Decides packet by packet, in order of decoding, what the decoder has to do.
///
/// A packet waits here until it is known whether its picture, or one that needs it, was chosen.
/// What nothing chosen needs is passed over without being decoded, or even read.
struct PicturePlan {
  /// What to do with the packet at the front.
  enum Step {
    /// Decode it alone: a keyframe, with nothing that follows it.
    case alone(CodedPicture, wishes: UInt64)
    /// Decode it after the packets before it. `wishes` want its picture.
    case inOrder(CodedPicture, wishes: UInt64, limit: Double)
    /// Nothing needs it.
    case pass(CodedPicture)
  }

  private struct Entry {
    var picture: CodedPicture
    var number: Int
    var group: Int
    var wishes: UInt64 = 0
    var limit = -Double.infinity
  }

  /// A keyframe and the packets up to the next one.
  private struct Group {
    var keyTime: Double
    /// The last time of a packet that may need this keyframe.
    var lastTime: Double
    /// The number of the last packet in it (or leading the next one) that was chosen.
    var lastChosen = -1
    /// All packets that may need it are known.
    var isClosed = false
  }

  /// Packets by which coding and display differ at most, where the container does not say.
  private static let mostReordered = 4

  private var selectors: [(wish: Int, selector: FrameSelector)]
  private let limits: MediaLimits
  private let needsNoGroups: Bool
  private var entries = Queue<Entry>()
  private var groups = Queue<Group>()
  private var firstGroup = 0
  private var nextNumber = 0
  private var waitingBytes = 0
  private var isAtEnd = false

  /// With `allKeys`, every packet is known to be a keyframe.
  init(
    _ selectors: [(wish: Int, selector: FrameSelector)], limits: MediaLimits,
    allKeys: Bool = false
  ) {
    self.selectors = selectors
    self.limits = limits
    needsNoGroups = allKeys || selectors.allSatisfy { $0.selector.takesKeyframes }
  }

  /// The wishes that take every frame at `time`, whatever packet it came from.
  func everyFrame(at time: Double) -> UInt64 {
    var wishes: UInt64 = 0
    for (wish, selector) in selectors where selector.takesEveryFrame && selector.covers(time) {
      wishes |= 1 << UInt64(wish)
    }
    return wishes
  }

  /// Takes the next packet.
  mutating func add(_ picture: CodedPicture) {
    var entry = Entry(picture: picture, number: nextNumber, group: 0)
    nextNumber += 1
    waitingBytes += picture.size
    if picture.isKey || groups.isEmpty {
      groups.append(Group(keyTime: picture.time, lastTime: picture.time))
    }
    let last = groups.count - 1
    entry.group = firstGroup + last
    let leads = picture.time < groups[last].keyTime
    if leads {
      if last > 0 { groups[last - 1].lastTime = max(groups[last - 1].lastTime, picture.time) }
    } else {
      groups[last].lastTime = max(groups[last].lastTime, picture.time)
      // A packet that does not lead: none that needs the group before can follow.
      if !picture.isKey, last > 0 { groups[last - 1].isClosed = true }
    }
    if picture.isKey, last > 1 { groups[last - 2].isClosed = true }
    entries.append(entry)
    for index in selectors.indices {
      if !picture.isHidden,
        let choice = selectors[index].selector.observe(picture.time, isKey: picture.isKey)
      {
        mark(entries.count - 1, selectors[index].wish, choice)
      }
      for choice in selectors[index].selector.decide(before: picture.horizon) {
        mark(choice, selectors[index].wish)
      }
    }
  }

  /// No more packets follow.
  mutating func end() {
    isAtEnd = true
    decide(before: .infinity)
  }

  private mutating func decide(before horizon: Double) {
    for index in selectors.indices {
      for choice in selectors[index].selector.decide(before: horizon) {
        mark(choice, selectors[index].wish)
      }
    }
  }

  private mutating func mark(_ choice: FrameSelector.Choice, _ wish: Int) {
    var index = entries.count - 1
    while index >= 0, entries[index].picture.time != choice.time { index -= 1 }
    if index >= 0 { mark(index, wish, choice) }
  }

  private mutating func mark(_ index: Int, _ wish: Int, _ choice: FrameSelector.Choice) {
    entries[index].wishes |= 1 << UInt64(wish)
    entries[index].limit = max(entries[index].limit, choice.limit)
    let entry = entries[index]
    let group = entry.group - firstGroup
    // Without times of presentation, the picture shown then may be coded some packets later.
    let isBlind = entry.picture.presentation == nil && !entry.picture.isKey
    let needed = entry.number + (isBlind ? PicturePlan.mostReordered : 0)
    groups[group].lastChosen = max(groups[group].lastChosen, needed)
    if !entry.picture.isKey, entry.picture.time < groups[group].keyTime, group > 0 {
      groups[group - 1].lastChosen = max(groups[group - 1].lastChosen, entry.number)
    }
  }

  /// What to do with the packet at the front; nil: nothing can be said before more packets come.
  mutating func next() -> Step? {
    guard let entry = entries.first else { return nil }
    let isFull = waitingBytes > limits.waitingBytes
    if isFull, !isDecided(entry.picture.time) { decide(before: entry.picture.time.nextUp) }
    if !isAtEnd, !isFull, !isDecided(entry.picture.time) { return nil }
    let current = entries[0]
    let group = groups[current.group - firstGroup]
    let isSettled =
      isAtEnd || needsNoGroups || (group.isClosed && isDecided(group.lastTime))
    if group.lastChosen >= current.number {
      let standsAlone = current.picture.isKey && group.lastChosen == current.number
      if standsAlone, !isSettled, !isFull { return nil }
      take(current)
      if standsAlone, isSettled { return .alone(current.picture, wishes: current.wishes) }
      return .inOrder(current.picture, wishes: current.wishes, limit: current.limit)
    }
    if isSettled {
      take(current)
      return .pass(current.picture)
    }
    guard isFull else { return nil }
    // Something later may need it, and there is no room to wait for the answer.
    take(current)
    return .inOrder(current.picture, wishes: 0, limit: current.limit)
  }

  private func isDecided(_ time: Double) -> Bool {
    selectors.allSatisfy { $0.selector.isDecided(time) }
  }

  private mutating func take(_ entry: Entry) {
    entries.removeFirst()
    waitingBytes -= entry.picture.size
    let next = entries.first?.group ?? (firstGroup + groups.count - 1)
    // The group before the present one stays: leading pictures may still mark it.
    while firstGroup < next - 1 {
      groups.removeFirst()
      firstGroup += 1
    }
  }
}
