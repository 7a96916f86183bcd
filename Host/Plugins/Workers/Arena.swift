/// Hands out parts of a channel's arena. The book is kept here, out of the worker's reach.
package struct Arena {
  package static let page = 4096
  /// What is freed beyond this many bytes goes back to the system at once.
  private static let keep = 4 << 20

  private let size: Int
  /// Free parts, by offset, never touching each other.
  private var free: [Range<Int>]

  package init(size: Int) {
    self.size = size
    free = [0..<size]
  }

  /// The offset of `count` bytes, aligned to a page; nil when there is no room.
  package mutating func allocate(_ count: Int) -> Int? {
    let wanted = rounded(count)
    guard let index = free.firstIndex(where: { $0.count >= wanted }) else { return nil }
    let part = free[index]
    if part.count == wanted {
      free.remove(at: index)
    } else {
      free[index] = part.lowerBound + wanted..<part.upperBound
    }
    return part.lowerBound
  }

  /// - Returns: the pages to give back to the system, if it is worth it.
  package mutating func release(_ offset: Int, _ count: Int) -> Range<Int>? {
    var part = offset..<offset + rounded(count)
    let index = free.firstIndex { $0.lowerBound > offset } ?? free.count
    var at = index
    if index < free.count, free[index].lowerBound == part.upperBound {
      part = part.lowerBound..<free[index].upperBound
      free.remove(at: index)
    }
    if at > 0, free[at - 1].upperBound == part.lowerBound {
      at -= 1
      part = free[at].lowerBound..<part.upperBound
      free.remove(at: at)
    }
    free.insert(part, at: at)
    return count > Arena.keep ? offset..<offset + rounded(count) : nil
  }

  private func rounded(_ count: Int) -> Int {
    (max(count, 1) + Arena.page - 1) / Arena.page * Arena.page
  }
}
