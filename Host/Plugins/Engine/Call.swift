import Synchronization

/// One pass of a plugin over some inputs: all known up front, or streamed.
package final class Call: @unchecked Sendable {  // the lock of its plugin guards the variables
  let parameters: [Value]
  let media: MediaInfo
  let inputs: [CallInput]
  let isStream: Bool
  let timeout: Double?
  /// What the plugin was when the request was made for it; nil: whatever it is.
  let description: Description?
  let gate: Mutex<CallGate>

  enum Phase {
    case new, waiting, running
    /// Its end is decided; the receiver is told once it is not busy.
    case over
  }

  var phase = Phase.new
  var instance: (any Instance)?
  /// Where the instance keeps it.
  var slot = -1
  /// For the thread that submitted it: how to wait for its end without sleeping, if it has begun
  /// at once and is short.
  package var poller: ReplyPoller?
  var pushes: [Push] = []
  /// Requests to the instance that it has not answered yet.
  var unanswered = 0
  /// Processes that ended just when it was next.
  var attempts = 0
  var submitted: Int64 = 0
  var started: Int64 = 0
  var deadline = Int64.max
  /// When the instance is killed if it still works on this call.
  var killTime = Int64.max
  var resultBytes = 0
  // Of an inline instance, which touches them on the thread that works on the call.
  var output: InlineOutput?
  var session: LoadedSession?
  var isClosed = false

  /// All inputs are known. `timeout` in seconds, from `submit` to the end.
  package init(
    parameters: [Value], inputs: [CallInput], timeout: Double?,
    for description: Description? = nil, receiver: any CallReceiver
  ) {
    self.parameters = parameters
    self.inputs = inputs
    self.timeout = timeout
    self.description = description
    gate = Mutex(CallGate(receiver: receiver))
    media = MediaInfo()
    isStream = false
  }

  /// The inputs come later, with `Plugin.push`.
  package init(
    parameters: [Value], media: MediaInfo, timeout: Double?, for description: Description? = nil,
    receiver: any StreamReceiver
  ) {
    self.parameters = parameters
    self.media = media
    self.timeout = timeout
    self.description = description
    gate = Mutex(CallGate(receiver: receiver))
    inputs = []
    isStream = true
  }
}
