import Glibc
import Wire

/// All that comes through a pipe, read by a thread of its own.
final class Collected: @unchecked Sendable {  // `lock` guards the variables
  private let lock = Lock()
  private var bytes: [UInt8] = []
  private var isComplete = false

  init(_ descriptor: Int32) {
    startThread("collect") { [self] in
      var part = [UInt8](repeating: 0, count: 65536)
      while case let count = read(descriptor, &part, part.count), count > 0 {
        lock.withLock {
          bytes += part[..<count]
          lock.notify()
        }
      }
      close(descriptor)
      lock.withLock {
        isComplete = true
        lock.notify()
      }
    }
  }

  var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }

  /// Waits until `text` has come; false when it has not within half a minute, or will not.
  func waitFor(_ text: String) -> Bool {
    let limit = Clock.now + 30_000_000_000
    return lock.withLock {
      while !String(decoding: bytes, as: UTF8.self).contains(text) {
        if isComplete || Clock.now > limit { return false }
        lock.wait(nanoseconds: 100_000_000)
      }
      return true
    }
  }

  /// Everything, once the other side is closed.
  func all() -> String {
    lock.withLock {
      while !isComplete { lock.wait() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
