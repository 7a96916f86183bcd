/// Pictures to compare with: the last ones, and fewer of those before them.
struct Memory {
  private static let recentCount = 16
  private static let olderCount = 8
  private static let stride = 12

  private var recent: [Picture] = []
  private var older: [Picture] = []
  private var count = 0

  /// All of them, the newest first.
  var pictures: [Picture] { recent + older }

  mutating func keep(_ picture: Picture) {
    recent.insert(picture, at: 0)
    if recent.count > Self.recentCount { recent.removeLast() }
    count += 1
    if count % Self.stride == 0 {
      older.insert(picture, at: 0)
      if older.count > Self.olderCount { older.removeLast() }
    }
  }
}
