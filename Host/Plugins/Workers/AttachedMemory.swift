import Glibc
import Wire

/// The memory that a worker reads its inputs from, by number; 0 is the channel's arena.
final class AttachedMemory: @unchecked Sendable {  // `lock` guards `maps`
  private let lock = Lock()
  private var maps: [UInt32: SharedMemory]

  init(arena: SharedMemory?) { maps = arena.map { [0: $0] } ?? [:] }

  /// Obeys the control socket until the host is gone, and then ends the process: a plugin that
  /// hangs must not outlive its host.
  func follow(_ control: MessageSocket) {
    while true {
      guard let (bytes, descriptors) = try? control.receive() else {
        _exit(0)
      }
      var reader = ByteReader(bytes)
      guard let number = try? reader.read(UInt32.self) else { continue }
      let memory = descriptors.first.flatMap { try? SharedMemory(mapping: $0, writable: false) }
      lock.withLock {
        maps[number] = memory  // without a descriptor: detached
        lock.notify()
      }
    }
  }

  /// The memory with this number, waiting for the control socket's message about it.
  func memory(_ number: UInt32) -> SharedMemory? {
    lock.withLock {
      let limit = Clock.now + 5_000_000_000
      while maps[number] == nil, Clock.now < limit { lock.wait(nanoseconds: 100_000_000) }
      return maps[number]
    }
  }
}
