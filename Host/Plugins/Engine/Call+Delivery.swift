/// Who waits for a call, and how much of it they were told.
struct CallGate {
  /// nil once it was told the end.
  var receiver: (any CallReceiver)?
  /// Since it was submitted.
  var plugin: Plugin?
  var isCancelled = false
  /// A thread is in the receiver, so the end has to wait for it.
  var isBusy = false
  var ending: Result<CallTiming, PluginError>?

  init(receiver: any CallReceiver) { self.receiver = receiver }
}

/// What reaches the receiver: one thing at a time, and the end once, as the last.
extension Call {
  /// Nobody waits for it any more: the plugin sees `is_cancelled`, the receiver `cancelled`.
  /// Before `submit`, that one throws it.
  package func cancel() {
    let plugin = gate.withLock { gate in
      gate.isCancelled = true
      return gate.plugin
    }
    plugin?.end(self, PluginError(.cancelled, "the request was cancelled"))
  }

  /// Notes the plugin, so that `cancel` finds it. - Returns: false if it was cancelled already.
  func isWanted(by plugin: Plugin) -> Bool {
    gate.withLock { gate in
      guard !gate.isCancelled else { return false }
      gate.plugin = plugin
      return true
    }
  }

  /// Hands something to the receiver, unless its end is decided. On the instance's thread, without
  /// the plugin's lock.
  func deliver(_ body: (any CallReceiver) -> Void) {
    let receiver = gate.withLock { gate -> (any CallReceiver)? in
      guard gate.ending == nil else { return nil }
      gate.isBusy = true
      return gate.receiver
    }
    guard let receiver else { return }
    body(receiver)
    let ending = gate.withLock { gate in
      gate.isBusy = false
      if gate.ending != nil { gate.receiver = nil }
      return gate.ending
    }
    if let ending { receiver.ended(ending) }
  }

  func deliverToStream(_ body: (any StreamReceiver) -> Void) {
    deliver { receiver in
      if let stream = receiver as? any StreamReceiver { body(stream) }
    }
  }

  /// Tells the end: now, or as soon as the receiver has returned from what it is doing. Any
  /// thread, without the plugin's lock.
  func tell(_ result: Result<CallTiming, PluginError>) {
    let receiver = gate.withLock { gate -> (any CallReceiver)? in
      guard gate.ending == nil else { return nil }
      gate.ending = result
      if gate.isBusy { return nil }
      defer { gate.receiver = nil }
      return gate.receiver
    }
    receiver?.ended(result)
  }
}
