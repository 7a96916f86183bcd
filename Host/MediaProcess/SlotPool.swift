import Wire

/// The places in shared memory through which frames and audio reach the host.
///
/// There are few, so the host sets the pace: when it holds all of them, decoding waits.
final class SlotPool: @unchecked Sendable {  // `lock` guards what changes
  let memory: SharedMemory
  let slotSize: Int
  let count: Int
  private let lock = Lock()
  private var free: [Int]

  /// Large slots are given back to the system after use: 1 MiB.
  private static let keptSize = 1 << 20

  init(count: Int, slotSize: Int) throws(SystemError) {
    self.count = count
    self.slotSize = slotSize
    memory = try SharedMemory(name: "media", count: count * slotSize)
    free = Array((0..<count).reversed())
  }

  /// A free slot, once there is one.
  func take() -> Int {
    lock.withLock {
      while true {
        if let slot = free.popLast() { return slot }
        lock.wait()
      }
    }
  }

  /// The host is done with `slot`.
  func release(_ slot: Int) {
    guard (0..<count).contains(slot) else { return }
    if slotSize > SlotPool.keptSize * 16 {
      memory.discard(slot * slotSize..<(slot + 1) * slotSize)
    }
    lock.withLock {
      if !free.contains(slot) { free.append(slot) }
      lock.notify()
    }
  }

  @unsafe func bytes(_ slot: Int) -> UnsafeMutableRawBufferPointer {
    unsafe memory.bytes(slot * slotSize..<(slot + 1) * slotSize)
  }
}
