import PatchbayABI

/// The C functions behind a descriptor. Each one turns a thrown error into a status and a sentence.
enum Callbacks {
  static let destroy: @convention(c) (OpaquePointer?) -> Void = { instance in
    guard let instance = unsafe UnsafeRawPointer(instance) else { return }
    unsafe Unmanaged<AnyInstance>.fromOpaque(instance).release()
  }

  static let open:
    @convention(c) (
      OpaquePointer?, UnsafePointer<patchbay_open>?, UnsafeMutablePointer<OpaquePointer?>?
    ) -> patchbay_status = { instance, opening, made in
      guard let instance = unsafe UnsafeRawPointer(instance), let opening = unsafe opening,
        let made = unsafe made
      else { return PATCHBAY_FAILED }
      return unsafe Unmanaged<AnyInstance>.fromOpaque(instance)._withUnsafeGuaranteedRef {
        do {
          let session = try unsafe $0.open(opening.pointee)
          unsafe made.pointee = OpaquePointer(Unmanaged.passRetained(session).toOpaque())
          return PATCHBAY_OK
        } catch {
          return unsafe report(error, to: $0.host, opening.pointee.sink)
        }
      }
    }

  static let pushFrame:
    @convention(c) (OpaquePointer?, UnsafePointer<patchbay_frame>?) -> patchbay_status = {
      session, frame in
      unsafe perform(session) {
        guard let frame = unsafe frame else { throw missing("frame") }
        try unsafe $0.push(Frame(frame, $0.results.outline))
      }
    }

  static let pushAudio:
    @convention(c) (OpaquePointer?, UnsafePointer<patchbay_audio>?) -> patchbay_status = {
      session, audio in
      unsafe perform(session) {
        guard let audio = unsafe audio else { throw missing("audio") }
        try unsafe $0.push(Audio(audio, $0.results.outline))
      }
    }

  static let pushText:
    @convention(c) (OpaquePointer?, UnsafePointer<patchbay_text>?) -> patchbay_status = {
      session, text in
      unsafe perform(session) {
        guard let text = unsafe text else { throw missing("text") }
        try unsafe $0.push(Text(text, $0.results.outline))
      }
    }

  static let pushPackets:
    @convention(c) (OpaquePointer?, UInt32, UnsafePointer<patchbay_packet>?, Int)
      -> patchbay_status = { session, port, packets, count in
        unsafe perform(session) {
          try unsafe $0.push(Packets(packets, count: count, port: port, $0.results.outline))
        }
      }

  static let finishPackets: @convention(c) (OpaquePointer?) -> patchbay_status = { session in
    unsafe perform(session) { try $0.finishPackets() }
  }

  static let finish: @convention(c) (OpaquePointer?) -> patchbay_status = { session in
    unsafe perform(session) { try $0.finish() }
  }

  static let close: @convention(c) (OpaquePointer?) -> Void = { session in
    guard let session = unsafe UnsafeRawPointer(session) else { return }
    unsafe Unmanaged<AnySession>.fromOpaque(session).release()
  }

  private static func missing(_ what: String) -> PluginFailure {
    .failed("the host pushed no \(what)")
  }

  /// Does the work of one call for a session, unless an earlier call failed.
  private static func perform(
    _ session: OpaquePointer?, _ work: (AnySession) throws -> Void
  ) -> patchbay_status {
    guard let session = unsafe UnsafeRawPointer(session) else { return PATCHBAY_FAILED }
    return unsafe Unmanaged<AnySession>.fromOpaque(session)._withUnsafeGuaranteedRef { session in
      do {
        if session.hasFailed { throw PluginFailure.failed("an earlier call of the session failed") }
        try work(session)
        return PATCHBAY_OK
      } catch {
        session.hasFailed = true
        return unsafe report(error, to: session.results.host, session.results.sink)
      }
    }
  }
}

/// Gives the host the sentence, and returns the status, of an error.
func report(
  _ error: any Error, to host: UnsafePointer<patchbay_host>, _ sink: OpaquePointer?
) -> patchbay_status {
  let failure = error as? PluginFailure ?? .failed("\(error)")
  unsafe failure.sentence.withCString { unsafe host.pointee.fail(host, sink, $0) }
  return failure.status.code
}
