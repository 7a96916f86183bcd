import Glibc

/// Lines to standard error that never make the one who writes them wait, though nobody may read
/// them: a full pipe, or a terminal that was stopped, must not stop the host.
///
/// They are queued, and written by a thread of the stream's own. What finds the queue full is
/// dropped; how many lines that were is said as soon as somebody reads again. Any thread.
package final class ErrorStream: @unchecked Sendable {  // `lock` guards the variables
  package static let shared = ErrorStream(descriptor: STDERR_FILENO)

  /// Bytes that wait, besides those that are being written.
  private static let mostWaiting = 256 << 10

  private let descriptor: CInt
  private let lock = Lock()
  private var waiting: [UInt8] = []
  private var lost = 0
  private var isWriting = false
  private var hasThread = false
  /// `drain` has waited in vain, and nothing was written since.
  private var isStuck = false

  package init(descriptor: CInt) { self.descriptor = descriptor }

  /// Queues `text`, one or more whole lines.
  package func write(_ text: String) {
    lock.withLock {
      let bytes = text.utf8
      if !hasThread {
        hasThread = startThreadIfPossible("errors") { self.writeAll() }
      }
      // What waits has been seen by nobody, so what came first stays: it mostly is the reason.
      guard hasThread, lost == 0, waiting.count + bytes.count <= ErrorStream.mostWaiting else {
        lost += bytes.count { $0 == 0x0A }
        return
      }
      waiting.append(contentsOf: bytes)
      lock.notify()
    }
  }

  /// Waits until everything is written, at most for `milliseconds`; not again for a reader that was
  /// waited for in vain.
  package func drain(milliseconds: Int) {
    let limit = Clock.now + Int64(milliseconds) * 1_000_000
    lock.withLock {
      while isWriting || !waiting.isEmpty, !isStuck {
        let left = limit - Clock.now
        guard left > 0 else {
          isStuck = true
          return
        }
        lock.wait(nanoseconds: left)
      }
    }
  }

  private func writeAll() -> Never {
    while true {
      let bytes = lock.withLock {
        isWriting = false
        lock.notify()
        while waiting.isEmpty { lock.wait() }
        isWriting = true
        defer { waiting = [] }
        return waiting
      }
      write(bytes)
      lock.withLock {
        isStuck = false
        if lost > 0 {
          let lines = lost == 1 ? "1 line" : "\(lost) lines"
          waiting += Array("patchbay: \(lines) of this log could not be written\n".utf8)
          lost = 0
        }
      }
    }
  }

  /// Waits for room as long as it takes. What cannot be written at all is dropped.
  private func write(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      }
      if written > 0 {
        done += written
      } else if errno == EAGAIN {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe Glibc.poll(&poll, 1, 1000)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// Writes one line to the host's stderr. Any thread; never waits.
package func writeLine(_ text: String) { ErrorStream.shared.write(text + "\n") }
