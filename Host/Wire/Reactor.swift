import CSystem
import Glibc

/// One thread that waits for many descriptors: ends of processes, lines of their logs.
package final class Reactor: @unchecked Sendable {  // `lock` guards `handlers`
  package static let shared = Reactor()

  private let poller: Descriptor
  private let lock = Lock()
  private var handlers: [UInt64: (Descriptor, @Sendable () -> Bool)] = [:]
  private var next: UInt64 = 1

  private init() {
    let fd = cs_epoll_make()
    precondition(fd >= 0, "cannot make an epoll descriptor: error \(errno)")
    poller = Descriptor(owning: fd)
    startThread("reactor") { self.run() }
  }

  /// Calls `body` on the reactor's thread whenever `descriptor` is readable or closed by the
  /// other side, until it returns false. It must not block.
  package func watch(_ descriptor: Descriptor, _ body: @escaping @Sendable () -> Bool) {
    let key = lock.withLock {
      defer { next += 1 }
      handlers[next] = (descriptor, body)
      return next
    }
    if cs_epoll_add(poller.raw, descriptor.raw, key) != 0 {
      _ = lock.withLock { handlers.removeValue(forKey: key) }
    }
  }

  private func run() {
    var keys = [UInt64](repeating: 0, count: 64)
    while true {
      let count = unsafe cs_epoll_wait(poller.raw, &keys, CInt(keys.count))
      for index in 0..<max(0, Int(count)) {
        let key = keys[index]
        guard let (descriptor, body) = lock.withLock({ handlers[key] }) else { continue }
        if !body() {
          cs_epoll_remove(poller.raw, descriptor.raw)
          _ = lock.withLock { handlers.removeValue(forKey: key) }
        }
      }
    }
  }
}
