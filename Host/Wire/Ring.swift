import CSystem
import Glibc
import Synchronization

/// A queue of messages in shared memory, from one process to another.
///
/// One thread at a time may send, one may receive. The bytes are mapped twice, one copy behind
/// the other, so a message never wraps. Each message is a `UInt32` length, a `UInt32` kind and
/// the payload, padded to 8 bytes. A receiver that sleeps says so in `sleeping`; only then does
/// the sender pay for a system call. The other side's counters are checked before use.
@safe package final class Ring: @unchecked Sendable {  // callers keep to one thread per side
  /// Bytes of counters in front of the messages: one page, so that the rest can be mapped twice.
  package static let headerSize = 4096

  @unsafe package struct Message {
    package let kind: UInt32
    package let payload: UnsafeRawBufferPointer
  }

  private let memory: SharedMemory
  private let data: UnsafeMutableRawPointer
  private let capacity: Int
  // Counters of bytes ever written and read, each on a cache line of its own. Each side goes by
  // its own copy of the counter that it writes, since the other could write there too.
  private let written: UnsafeMutablePointer<UInt64>
  private let read: UnsafeMutablePointer<UInt64>
  private var head: UInt64 = 0
  private var tail: UInt64 = 0
  private var begunHere: UInt64 = 0
  /// Messages sent so far.
  package private(set) var sentCount: UInt64 = 0
  private let sleeping: UnsafeMutablePointer<UInt32>
  private let blocked: UnsafeMutablePointer<UInt32>
  /// Messages that the receiver has begun to take.
  private let begun: UnsafeMutablePointer<UInt64>
  /// Set by `interrupt`, so that it is not lost on a receiver that is about to sleep.
  private let interrupted = Atomic<Bool>(false)

  /// Uses `headerSize + capacity` bytes of `memory` from `offset` on; both multiples of a page.
  package init(in memory: SharedMemory, at offset: Int, capacity: Int) throws(SystemError) {
    self.memory = memory
    self.capacity = capacity
    let header = unsafe memory.bytes(offset..<offset + Ring.headerSize + capacity).baseAddress!
    unsafe written = header.assumingMemoryBound(to: UInt64.self)
    unsafe read = (header + 64).assumingMemoryBound(to: UInt64.self)
    unsafe sleeping = (header + 128).assumingMemoryBound(to: UInt32.self)
    unsafe blocked = (header + 192).assumingMemoryBound(to: UInt32.self)
    unsafe begun = (header + 256).assumingMemoryBound(to: UInt64.self)
    guard
      let mapped = unsafe cs_map_twice(
        memory.descriptor.raw, offset + Ring.headerSize, capacity)
    else { throw SystemError("map a message ring") }
    unsafe data = mapped
  }

  deinit { unsafe munmap(data, 2 * capacity) }

  /// The most bytes that one message's payload may have.
  package var mostPayload: Int { capacity / 4 - 8 }

  // MARK: Sending

  /// Writes a message of `count` payload bytes if there is room; the receiver is not woken yet.
  /// - Returns: false when the ring is full, or the receiver's counter makes no sense.
  package func send(
    kind: UInt32, count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) -> Bool {
    precondition(count <= mostPayload, "message too long for the ring")
    let size = (8 + count + 7) & ~7
    let used = unsafe head &- cs_load_u64(read)
    guard used <= capacity, Int(used) + size <= capacity else { return false }
    let at = unsafe data + Int(head % UInt64(capacity))
    unsafe at.storeBytes(of: UInt32(count), as: UInt32.self)
    unsafe (at + 4).storeBytes(of: kind, as: UInt32.self)
    unsafe fill(UnsafeMutableRawBufferPointer(start: at + 8, count: count))
    head &+= UInt64(size)
    unsafe cs_store_u64(written, head)
    sentCount += 1
    return true
  }

  /// How many messages the receiver says that it has begun to take.
  package var begunCount: UInt64 { unsafe cs_load_u64(begun) }

  /// Wakes the receiver if it sleeps. Call it after one or more `send`s.
  package func ring() {
    cs_fence()
    if unsafe cs_load_u32(sleeping) == 1, unsafe cs_exchange_u32(sleeping, 0) == 1 {
      unsafe cs_futex_wake(sleeping, 1)
    }
  }

  /// Waits until the receiver has taken something, at most `nanoseconds`.
  package func waitForRoom(nanoseconds: Int64) {
    unsafe cs_store_u32(blocked, 1)
    if unsafe head &- cs_load_u64(read) > UInt64(capacity / 2) {
      unsafe cs_futex_wait(blocked, 1, nanoseconds)
    }
  }

  // MARK: Receiving

  /// What `receive` found.
  package enum Received: Equatable {
    case message, empty
    /// The sender's counters or lengths make no sense.
    case broken
  }

  /// Hands the next message to `take` and then frees its room.
  ///
  /// The payload lies in memory that the sender can still change.
  package func receive(_ take: (Message) -> Void) -> Received {
    let available = unsafe cs_load_u64(written) &- tail
    if available == 0 { return .empty }
    guard available <= capacity, available >= 8 else { return .broken }
    let at = unsafe data + Int(tail % UInt64(capacity))
    let count = Int(unsafe at.load(as: UInt32.self))
    let kind = unsafe (at + 4).load(as: UInt32.self)
    let size = (8 + count + 7) & ~7
    guard count <= mostPayload, size <= available else { return .broken }
    begunHere += 1
    unsafe cs_store_u64(begun, begunHere)
    unsafe take(
      Message(kind: kind, payload: UnsafeRawBufferPointer(start: at + 8, count: count)))
    tail &+= UInt64(size)
    unsafe cs_store_u64(read, tail)
    return .message
  }

  /// Whether all that was sent has been taken. Any thread of the receiver's process.
  package var isEmpty: Bool { unsafe cs_load_u64(written) == cs_load_u64(read) }

  /// Wakes a sender that waits for room. Call it after one or more `receive`s.
  package func releaseSender() {
    cs_fence()
    if unsafe cs_load_u32(blocked) == 1, unsafe cs_exchange_u32(blocked, 0) == 1 {
      unsafe cs_futex_wake(blocked, 1)
    }
  }

  /// Somebody else looks for messages: senders need not wake the receiver.
  package func stayAwake() { unsafe cs_store_u32(sleeping, 0) }

  /// Nobody else looks any more: what has come meanwhile is the receiver's.
  package func rearm() {
    unsafe cs_store_u32(sleeping, 1)
    cs_fence()
    if !isEmpty { nudge() }
  }

  /// Wakes the receiver, whatever it waits for.
  package func nudge() {
    unsafe cs_store_u32(sleeping, 0)
    unsafe cs_futex_wake(sleeping, 1)
  }

  /// Waits until `rearm` or `nudge`, at most `nanoseconds`, and not for messages.
  package func waitWhilePolled(nanoseconds: Int64) {
    unsafe cs_futex_wait(sleeping, 0, nanoseconds)
  }

  /// Waits until something was sent or `interrupt` was called, at most `nanoseconds`
  /// (below 0: no limit).
  ///
  /// For `patience` nanoseconds it looks again and again before it sleeps, and lets others have the
  /// processor in between.
  package func waitForMessage(nanoseconds: Int64, patience: Int64 = 0) {
    let began = patience > 0 ? Clock.now : 0
    repeat {
      // Where others want the processor, more comes meanwhile, and nobody has to wake us for it.
      sched_yield()
      if unsafe cs_load_u64(written) != tail { return }
    } while patience > 0 && Clock.now - began < patience
    unsafe cs_store_u32(sleeping, 1)
    cs_fence()
    let isInterrupted = interrupted.exchange(false, ordering: .sequentiallyConsistent)
    if !isInterrupted, unsafe cs_load_u64(written) == tail {
      unsafe cs_futex_wait(sleeping, 1, nanoseconds)
    }
    unsafe cs_store_u32(sleeping, 0)
  }

  /// Wakes both sides, whatever they wait for.
  package func interrupt() {
    interrupted.store(true, ordering: .sequentiallyConsistent)
    unsafe cs_store_u32(sleeping, 0)
    unsafe cs_futex_wake(sleeping, 1)
    unsafe cs_store_u32(blocked, 0)
    unsafe cs_futex_wake(blocked, 1)
  }
}
