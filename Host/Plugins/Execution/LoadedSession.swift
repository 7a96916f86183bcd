import PatchbayABI

/// One pass of a plugin over some media in this process, closed when the last reference goes.
///
/// One thread at a time. After a failure nothing but the end may follow.
@safe final class LoadedSession {
  private let instance: LoadedInstance
  private let sink: Sink
  private let pointer: OpaquePointer

  @unsafe init(
    instance: LoadedInstance, pointer owner: OpaquePointer, parameters: [Value], media: MediaInfo,
    output: any SinkOutput
  ) throws(PluginFailure) {
    self.instance = instance
    let description = instance.library.description
    let sink = Sink(
      outputs: description.outputs, inputCount: description.inputs.count, output: output)
    self.sink = sink
    let list = ParameterList(instance.sessionParameters, parameters)
    var known = patchbay_media()
    known.struct_size = UInt32(MemoryLayout<patchbay_media>.size)
    known.duration = media.duration ?? .nan
    known.width = UInt32(clamping: media.width)
    known.height = UInt32(clamping: media.height)
    known.frame_rate = media.frameRate ?? .nan
    known.sample_rate = media.sampleRate > 0 ? media.sampleRate : .nan
    known.channels = UInt32(clamping: media.channels)
    let descriptor = unsafe instance.library.descriptor
    var session: OpaquePointer?
    let status = unsafe withUnsafePointer(to: &known) { known in
      var opening = unsafe patchbay_open()
      unsafe opening.struct_size = UInt32(MemoryLayout<patchbay_open>.size)
      unsafe opening.sink = sink.pointer
      unsafe opening.parameters = list.list
      unsafe opening.parameter_count = UInt32(list.count)
      unsafe opening.media = known
      return unsafe descriptor.pointee.open(owner, &opening, &session)
    }
    guard status == PATCHBAY_OK, let session = unsafe session else {
      throw status == PATCHBAY_OK
        ? PluginFailure(
          status: PluginFailure.brokeContract, sentence: "open succeeded without a session")
        : LoadedSession.failure(status, sink)
    }
    unsafe self.pointer = session
  }

  deinit { unsafe instance.library.descriptor.pointee.close(pointer) }

  @unsafe func push(_ frame: patchbay_frame) throws(PluginFailure) {
    try unsafe call("push_frame") { descriptor, session in
      guard let push = unsafe descriptor.push_frame else { return nil }
      return unsafe withUnsafePointer(to: frame) { unsafe push(session, $0) }
    }
  }

  @unsafe func push(_ audio: patchbay_audio) throws(PluginFailure) {
    try unsafe call("push_audio") { descriptor, session in
      guard let push = unsafe descriptor.push_audio else { return nil }
      return unsafe withUnsafePointer(to: audio) { unsafe push(session, $0) }
    }
  }

  @unsafe func push(_ text: patchbay_text) throws(PluginFailure) {
    try unsafe call("push_text") { descriptor, session in
      guard let push = unsafe descriptor.push_text else { return nil }
      return unsafe withUnsafePointer(to: text) { unsafe push(session, $0) }
    }
  }

  @unsafe func push(
    port: UInt32, packets: UnsafeBufferPointer<patchbay_packet>
  ) throws(PluginFailure) {
    try unsafe call("push_packets") { descriptor, session in
      guard let push = unsafe descriptor.push_packets else { return nil }
      return unsafe push(session, port, packets.baseAddress, packets.count)
    }
  }

  func finishPackets() throws(PluginFailure) {
    try unsafe call("finish_packets") { descriptor, session in
      guard let finish = unsafe descriptor.finish_packets else { return PATCHBAY_OK }
      return unsafe finish(session)
    }
  }

  func finish() throws(PluginFailure) {
    try unsafe call("finish") { descriptor, session in unsafe descriptor.finish(session) }
  }

  /// One call across the line. `body` returns nil where the plugin has no such function.
  private func call(
    _ name: String, _ body: (patchbay_descriptor, OpaquePointer) -> patchbay_status?
  ) throws(PluginFailure) {
    guard let status = unsafe body(instance.library.descriptor.pointee, pointer) else {
      throw PluginFailure(
        status: PATCHBAY_BAD_INPUT, sentence: "it takes no such media (\(name) is NULL)")
    }
    if let breach = sink.breach {
      throw PluginFailure(status: PluginFailure.brokeContract, sentence: breach)
    }
    guard status == PATCHBAY_OK else { throw LoadedSession.failure(status, sink) }
  }

  private static func failure(_ status: Int32, _ sink: Sink) -> PluginFailure {
    if let breach = sink.breach {
      return PluginFailure(status: PluginFailure.brokeContract, sentence: breach)
    }
    return PluginFailure(
      status: max(status, PATCHBAY_FAILED),
      sentence: sink.sentence ?? "it failed without saying why")
  }
}
