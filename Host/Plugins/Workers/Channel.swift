import CSystem
import Wire

/// The memory that a host and one worker share: cancel flags and two message rings that both
/// write, and an arena for large inputs that the worker can only read.
@safe final class Channel: @unchecked Sendable {  // the flags are atomics; see `Ring` for the rest
  static let requestBytes = 512 << 10
  static let replyBytes = 4 << 20
  static let arenaBytes = 1 << 30
  /// Sessions that may be open at once, whatever the plugin allows.
  static let slots = 1024
  private static let flagBytes = 4 * slots

  let memory: SharedMemory
  let arena: SharedMemory
  let requests: Ring
  let replies: Ring

  /// Makes the memory: the host's side.
  init() throws(SystemError) {
    let rings = 2 * Ring.headerSize + Channel.requestBytes + Channel.replyBytes
    memory = try SharedMemory(name: "patchbay-channel", count: Channel.flagBytes + rings)
    // Not sealed against writes, for then pages could not be given back either. A worker that
    // writes there anyway harms its own inputs alone: the host never reads them.
    arena = try SharedMemory(name: "patchbay-inputs", count: Channel.arenaBytes)
    (requests, replies) = try Channel.rings(memory)
  }

  /// Maps memory that the host made: the worker's side.
  init(memory: Descriptor, arena: Descriptor) throws(SystemError) {
    self.memory = try SharedMemory(mapping: memory, writable: true)
    self.arena = try SharedMemory(mapping: arena, writable: false)
    (requests, replies) = try Channel.rings(self.memory)
  }

  private static func rings(_ memory: SharedMemory) throws(SystemError) -> (Ring, Ring) {
    let requests = try Ring(in: memory, at: flagBytes, capacity: requestBytes)
    let behind = flagBytes + Ring.headerSize + requestBytes
    return (requests, try Ring(in: memory, at: behind, capacity: replyBytes))
  }

  func setCancelled(_ slot: Int, _ isCancelled: Bool) {
    unsafe cs_store_u32(flag(slot), isCancelled ? 1 : 0)
  }

  func isCancelled(_ slot: Int) -> Bool { unsafe cs_load_u32(flag(slot)) != 0 }

  private func flag(_ slot: Int) -> UnsafeMutablePointer<UInt32> {
    let bytes = unsafe memory.bytes(4 * slot..<4 * slot + 4)
    return unsafe bytes.baseAddress!.assumingMemoryBound(to: UInt32.self)
  }
}

/// Kinds of messages from the host to a worker. Each starts with the session's slot (`UInt32`)
/// and is one call, or one run of calls, into the plugin; the worker answers each with exactly
/// one `acknowledged` or `done`, in the same order.
enum RequestKind {
  /// Open, push everything, finish, close: parameters, then pushes.
  static let call: UInt32 = 1
  /// Parameters, then what is known of the media.
  static let open: UInt32 = 2
  static let push: UInt32 = 3
  static let finishPackets: UInt32 = 4
  /// Finish and close.
  static let finish: UInt32 = 5
  /// Close without finishing.
  static let close: UInt32 = 6
  /// No session: end the process.
  static let stop: UInt32 = 7
  /// Set in the kind of a message that lies in the arena, as it is too long for the ring: offset
  /// and count (`UInt64`).
  static let far: UInt32 = 1 << 31
}

/// Kinds of messages from a worker to the host. Each starts with the session's slot (`UInt32`).
enum ReplyKind {
  /// The session is over: status (`Int32`), nanoseconds of work (`Int64`), sentence.
  static let done: UInt32 = 1
  static let acknowledged: UInt32 = 2
  static let segment: UInt32 = 3
  static let vector: UInt32 = 4
  static let label: UInt32 = 5
  static let artifact: UInt32 = 6
  static let progress: UInt32 = 7
  static let requestFrames: UInt32 = 8
  /// Set in the kind of a message that goes on in the next one.
  static let more: UInt32 = 1 << 31
}
