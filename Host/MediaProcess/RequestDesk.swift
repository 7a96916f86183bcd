import Glibc
import Media
import Wire

/// Takes the host's messages while another thread decodes.
///
/// Ends the process as soon as the host is gone, whatever the decoder is doing then.
final class RequestDesk: @unchecked Sendable {  // `lock` guards what changes
  struct Want {
    var wish: Int
    var start: Double
    var stop: Double
    var every: Double
  }

  private let socket: MessageSocket
  private let sources: [ByteSource]
  private let lock = Lock()
  private var wants: [Want] = []
  private var saidAll = false
  private var slots: SlotPool?

  init(_ socket: MessageSocket, _ sources: [ByteSource]) {
    self.socket = socket
    self.sources = sources
  }

  /// Slots that the host releases from now on.
  func serve(_ slots: SlotPool) { lock.withLock { self.slots = slots } }

  func follow() {
    while true {
      guard let (bytes, _) = try? socket.receive(),
        let message = try? MediaRequest(bytes: bytes)
      else { _exit(ExitCode.success) }
      switch message {
      case .open: _exit(ExitCode.usage)
      case .grew(let source, let count, let isComplete):
        guard sources.indices.contains(Int(source)) else { continue }
        sources[Int(source)].grew(to: Int(clamping: count), complete: isComplete)
      case .release(let slot): lock.withLock { slots }?.release(Int(slot))
      case .want(let wish, let start, let stop, let every):
        lock.withLock {
          wants.append(Want(wish: Int(wish), start: start, stop: stop, every: every))
        }
      case .endOfWants:
        lock.withLock {
          saidAll = true
          lock.notify()
        }
      }
    }
  }

  /// All that the host wants, once it has said so.
  func allWants() -> [Want] {
    lock.withLock {
      while !saidAll { lock.wait() }
      return wants
    }
  }
}
