/// Pictures to compare with: the last ones, and fewer of those before them.
struct Memory {
  private static let recentCount = 16
  private static let olderCount = 8
  private static let stride = 12

  /// A picture and when it was taken, seconds.
  typealias Entry = (picture: Picture, time: Double)

  private var recent: [Entry] = []
  private var older: [Entry] = []
  private var count = 0

  /// All of them, the newest first.
  var entries: [Entry] { recent + older }

  mutating func keep(_ picture: Picture, at time: Double) {
    recent.insert((picture, time), at: 0)
    if recent.count > Self.recentCount { recent.removeLast() }
    count += 1
    if count % Self.stride == 0 {
      older.insert((picture, time), at: 0)
      if older.count > Self.olderCount { older.removeLast() }
    }
  }

  mutating func forget(_ time: Double) {
    recent.removeAll { $0.time == time }
    older.removeAll { $0.time == time }
  }
}
