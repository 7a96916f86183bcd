import CSystem
import Glibc
import Wire

/// A file without a name that one thread fills while another process already reads it.
///
/// Small ones lie in memory, all others on disk, so a body of any size is never held in memory.
package final class GrowingFile: @unchecked Sendable {  // `lock` guards the state
  package enum State: Equatable, Sendable {
    case growing(Int)
    case complete(Int)
    /// The writer went away; what is there is all there will be.
    case abandoned(Int)

    package var count: Int {
      switch self {
      case .growing(let count), .complete(let count), .abandoned(let count): count
      }
    }
  }

  package let descriptor: Descriptor
  private let lock = Lock()
  private var current = State.growing(0)
  private var observer: (@Sendable (State) -> Void)?

  /// In memory.
  package init() throws(SystemError) {
    let fd = try check(unsafe cs_memfd("body"), "make a file in memory")
    descriptor = Descriptor(owning: fd)
  }

  /// In `folder`, on disk.
  package init(folder: String) throws(SystemError) {
    let fd = try check(
      unsafe cs_open_nameless(folder), "make a file in \(folder) for the request's body")
    descriptor = Descriptor(owning: fd)
  }

  package var state: State { lock.withLock { current } }

  /// Adds `bytes` at the end.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe write(descriptor.raw, bytes.baseAddress! + done, bytes.count - done)
      if written < 0, errno == EINTR { continue }
      done += try check(written, "store the request's body")
    }
    change { .growing($0.count + bytes.count) }
  }

  package func complete() { change { .complete($0.count) } }

  package func abandon() { change { .abandoned($0.count) } }

  /// Calls `body` with the present state and after every change, on the thread that caused it.
  package func observe(_ body: @escaping @Sendable (State) -> Void) {
    lock.withLock {
      observer = body
      body(current)
    }
  }

  private func change(_ next: (State) -> State) {
    lock.withLock {
      guard case .growing = current else { return }
      current = next(current)
      observer?(current)
    }
  }
}
