import Wire

/// The files that an update has still to look at, and how far it has come. What another update
/// has in hand is put aside until all others are done.
struct FileQueue {
  struct Item {
    let file: MusicFolder.File
    /// When another update was first seen to have it in hand, in nanoseconds; nil: never.
    fileprivate(set) var asideSince: Int64?
    /// Whether the user has been told that it is waited for.
    fileprivate var isTold = false

    init(file: MusicFolder.File) { self.file = file }
  }

  /// Nanoseconds after which the user is told what is waited for.
  private static let patience: Int64 = 10_000_000_000

  private var items = Deque<Item>()
  private var bytesInAll: Int64 = 1
  private var bytesDone: Int64 = 0

  init(_ files: [MusicFolder.File]) {
    for file in files {
      items.append(Item(file: file))
      bytesInAll += Self.weight(file)
    }
  }

  mutating func next() -> Item? { items.popFirst() }

  /// - Returns: whether it is time to say that it is waited for.
  mutating func putAside(_ item: Item) -> Bool {
    var item = item
    let since = item.asideSince ?? Clock.now
    item.asideSince = since
    let isTime = !item.isTold && Clock.now - since > Self.patience
    if isTime { item.isTold = true }
    items.append(item)
    return isTime
  }

  /// A file is done, or is another's. - Returns: the fraction of all that is.
  mutating func pass(_ file: MusicFolder.File) -> Double {
    bytesDone += Self.weight(file)
    return Double(bytesDone) / Double(bytesInAll)
  }

  /// Even an empty file takes a while.
  private static func weight(_ file: MusicFolder.File) -> Int64 { file.state.size + 100_000 }
}
