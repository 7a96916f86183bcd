import Wire

/// What is looked at before a call is let in: the rest of the way trusts it.
extension Plugin {
  /// Turns the inputs of a call into pushes, if they are what the plugin takes. With the lock
  /// held.
  func prepare(_ call: Call) throws(PluginError) {
    guard let known else { return }
    if let expected = call.description, expected != known { throw replaced }
    guard known.takes(call.parameters) else { throw replaced }
    var pushes: [Push] = []
    pushes.reserveCapacity(call.inputs.count)
    var total = 0
    for input in call.inputs {
      guard let push = Push(input, ports: known.inputs) else {
        throw PluginError(
          .badInput, "\(name): an input does not fit its port, or its bytes not its shape")
      }
      pushes.append(push)
      total += push.place.count + Arena.page
    }
    guard current.isolation == .inline || total <= Channel.arenaBytes / 2 else {
      throw PluginError(
        .tooLarge,
        "\(name): \(call.inputs.count) inputs of \(total >> 20) MiB in one request; "
          + "at most \(Channel.arenaBytes >> 21) MiB are taken, send them in parts")
    }
    call.pushes = pushes
  }

  /// A request that was made for what the plugin was before it was loaded again.
  var replaced: PluginError {
    PluginError(
      .notReady, "\(name) was replaced while the request was on its way; send it again")
  }
}

extension Plugin {
  /// Why nobody takes up a request of an instance that is gone. With the lock held.
  var replacedOrUnloaded: PluginError {
    isEnabled ? replaced : PluginError(.disabled, "\(name) was unloaded")
  }
}

extension Description {
  /// One value for each parameter of a session, and of its kind.
  func takes(_ values: [Value]) -> Bool {
    var next = values.makeIterator()
    for parameter in parameters where !parameter.isAdmin {
      switch (next.next(), parameter.kind) {
      case (.number?, .number), (.integer?, .integer), (.boolean?, .boolean), (.text?, .text),
        (.text?, .choice):
        continue
      default: return false
      }
    }
    return next.next() == nil
  }
}
