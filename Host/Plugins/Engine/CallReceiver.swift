/// Takes what a call sends back. The functions are called one after the other and must not block.
package protocol CallReceiver: AnyObject, Sendable {
  func receive(_ event: Event)
  /// Exactly once, as the last one; from then on the call does not hold the receiver any more.
  func ended(_ result: Result<CallTiming, PluginError>)
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
