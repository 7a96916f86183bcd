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
