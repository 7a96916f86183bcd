import Wire

/// One thing that a request gives to a plugin. `port` is an index into the plugin's inputs.
package enum CallInput: Sendable {
  /// Packed rows, without padding, in the port's pixel format. `time` in seconds.
  case frame(port: Int, time: Double, width: Int, height: Int, bytes: Payload)
  /// Float32, one channel behind the other.
  case audio(port: Int, time: Double, sampleRate: Double, channels: Int, samples: Int, Payload)
  /// UTF-8.
  case text(port: Int, Payload)
}

/// Takes what a call sends back. The functions are called one after the other, from a thread
/// of the plugin's instance, and must not block.
package protocol CallReceiver: AnyObject, Sendable {
  func receive(_ event: Event)
  /// Exactly once, as the last one.
  func ended(_ result: Result<CallTiming, PluginError>)
}

/// Where the time of a call went, in nanoseconds.
package struct CallTiming: Equatable, Sendable {
  /// From `submit` to the moment the instance took it.
  package var queued: Int64
  /// From there to its end.
  package var computed: Int64

  package init(queued: Int64, computed: Int64) {
    self.queued = queued
    self.computed = computed
  }
}

/// Takes what a streamed call sends back, besides its results.
package protocol StreamReceiver: CallReceiver {
  /// The session is open: media may be pushed.
  func opened()
  /// The plugin is done with the oldest push that was not yet reported here.
  func consumed()
  /// The plugin asks for frames of an on-demand input port.
  /// `every`: seconds between them; 0: all; NaN: keyframes.
  func requested(port: Int, start: Double, stop: Double, every: Double)
}

/// One pass of a plugin over some inputs: all known up front, or streamed.
package final class Call: @unchecked Sendable {  // the lock of its plugin guards the variables
  let parameters: [Value]
  let media: MediaInfo
  let inputs: [CallInput]
  let isStream: Bool
  let timeout: Double?
  let receiver: any CallReceiver

  enum Phase {
    case new, waiting, running
    /// The receiver was told the end.
    case over
  }

  var phase = Phase.new
  weak var plugin: Plugin?
  var instance: (any Instance)?
  var slot = -1
  var pushes: [Push] = []
  /// Requests to the instance that it has not answered yet.
  var unanswered = 0
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
    parameters: [Value], inputs: [CallInput], timeout: Double?, receiver: any CallReceiver
  ) {
    self.parameters = parameters
    self.inputs = inputs
    self.timeout = timeout
    self.receiver = receiver
    media = MediaInfo()
    isStream = false
  }

  /// The inputs come later, with `Plugin.push`.
  package init(
    parameters: [Value], media: MediaInfo, timeout: Double?, receiver: any StreamReceiver
  ) {
    self.parameters = parameters
    self.media = media
    self.timeout = timeout
    self.receiver = receiver
    inputs = []
    isStream = true
  }

  var stream: (any StreamReceiver)? { receiver as? any StreamReceiver }

  /// Nobody waits for it any more: the plugin sees `is_cancelled`, the receiver `cancelled`.
  package func cancel() {
    plugin?.end(self, PluginError(.cancelled, "the request was cancelled"))
  }
}
