import Synchronization
import Wire

/// One worker process, with the memory that it shares with the host.
final class RunningWorker: @unchecked Sendable {  // the plugin's lock guards the variables
  /// A request that the worker has not answered yet.
  struct Request {
    var call: Call
    var kind: UInt32
    /// Which message of the ring it is.
    var number: UInt64 = 0
    /// Parts of the arena that the request uses.
    var parts: [(offset: Int, count: Int)]
    /// Attached memory that it uses.
    var memory: ObjectIdentifier?
  }

  /// Memory of the host's that the worker has mapped.
  struct Attachment {
    var number: UInt32
    var memory: SharedMemory
    /// Requests that are not answered yet.
    var uses = 0
    /// To be taken away as soon as it is not in use.
    var isLetGo = false
  }

  /// Held by whoever takes replies: the instance's thread, or one that polls.
  let taking = Lock()
  /// Threads that will look for replies again at once.
  let pollers = Atomic<Int>(0)
  let channel: Channel
  let control: MessageSocket
  let process: ChildProcess
  let tail: LogTail
  var arena = Arena(size: Channel.arenaBytes)
  var unanswered = Deque<Request>()
  var calls: [Call?] = Array(repeating: nil, count: Channel.slots)
  var freeSlots = Array((0..<Channel.slots).reversed())
  var attached: [ObjectIdentifier: Attachment] = [:]
  var nextMemory: UInt32 = 1
  /// Streams that are over but for which there was no room to say so.
  var unclosed: [Call] = []
  /// Replies in pieces, until the last one is there. Guarded by `taking`.
  var partial: [UInt8] = []
  /// Last sign of life.
  var lastSign: Int64 = 0
  /// Since when the oldest request is the oldest.
  var oldestSince: Int64 = 0
  var lastMemoryLook: Int64 = 0
  /// Messages that it had been sent when it was last looked at, and since when no more came.
  var sentBefore: UInt64 = 0
  var idleSince = Clock.now
  /// Why the host ends it, if it does.
  var sentence: PluginError?
  /// A receiver is at work, so it is not the worker that is slow.
  let isDelivering = Atomic<Bool>(false)

  init(channel: Channel, control: MessageSocket, process: ChildProcess, tail: LogTail) {
    self.channel = channel
    self.control = control
    self.process = process
    self.tail = tail
  }
}
