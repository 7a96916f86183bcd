import Glibc
import PatchbayABI
import Wire

/// A worker's loop: takes requests from the ring, calls the plugin, sends the results back.
@safe final class WorkerServer {
  private let channel: Channel
  private let attached: AttachedMemory
  private let instance: LoadedInstance
  private var sessions: [LoadedSession?] = Array(repeating: nil, count: Channel.slots)
  private var outputs: [WorkerOutput?] = Array(repeating: nil, count: Channel.slots)
  private var isStopping = false

  init(channel: Channel, attached: AttachedMemory, instance: LoadedInstance) {
    self.channel = channel
    self.attached = attached
    self.instance = instance
  }

  func run() {
    // Waking this process takes longer than a short call does.
    let patience: Int64 = instance.library.description.isPrompt ? 50_000 : 0
    while !isStopping {
      switch unsafe channel.requests.receive({ unsafe serve($0) }) {
      case .message: channel.requests.releaseSender()
      case .empty: channel.requests.waitForMessage(nanoseconds: -1, patience: patience)
      case .broken: exit(70)
      }
    }
  }

  private func output(_ slot: Int) -> WorkerOutput {
    if let output = outputs[slot] { return output }
    let output = WorkerOutput(slot: slot, channel: channel)
    outputs[slot] = output
    return output
  }

  /// Obeys one message. The host is trusted, so a malformed one is a bug: the process ends.
  private func serve(_ message: Ring.Message) {
    do {
      var reader = unsafe RawReader(message.payload)
      guard unsafe message.kind != RequestKind.stop else {
        isStopping = true
        return
      }
      if unsafe message.kind & RequestKind.far != 0 {
        let offset = Int(clamping: try unsafe reader.read(UInt64.self))
        let count = Int(clamping: try unsafe reader.read(UInt64.self))
        unsafe reader = RawReader(try bytes(in: 0, offset, count))
      }
      let slot = Int(try unsafe reader.read(UInt32.self))
      try unsafe serve(unsafe message.kind & ~RequestKind.far, slot, &reader)
    } catch {
      exit(70)
    }
  }

  private func serve(
    _ kind: UInt32, _ slot: Int, _ reader: inout RawReader
  ) throws(MalformedMessage) {
    let output = output(slot)
    let began = Clock.now
    switch kind {
    case RequestKind.call:
      let parameters = try unsafe reader.readParameters()
      let count = Int(try unsafe reader.read(UInt32.self))
      var pushes: [(Push.Header, UnsafeRawBufferPointer)] = unsafe []
      for _ in 0..<count { unsafe pushes.append(try lent(&reader)) }
      let failure = Executor.attempt { () throws(PluginFailure) in
        try unsafe Executor.call(
          instance, parameters: parameters, pushes: pushes, output: output)
      }
      output.done(failure, nanoseconds: Clock.now - began)
    case RequestKind.open:
      let parameters = try unsafe reader.readParameters()
      let media = try unsafe reader.readMedia()
      output.answer(
        Executor.attempt { () throws(PluginFailure) in
          sessions[slot] = try instance.open(
            parameters: parameters, media: media, output: output)
        })
    case RequestKind.push:
      let (header, bytes) = try unsafe lent(&reader)
      step(slot) { session throws(PluginFailure) in try unsafe Executor.push(session, header, bytes)
      }
    case RequestKind.finishPackets:
      step(slot) { session throws(PluginFailure) in try session.finishPackets() }
    case RequestKind.finish:
      let failure = sessions[slot].flatMap { session in
        Executor.attempt { () throws(PluginFailure) in try session.finish() }
      }
      sessions[slot] = nil
      output.done(failure, nanoseconds: Clock.now - began)
    case RequestKind.close:
      sessions[slot] = nil
      output.done(nil, nanoseconds: 0)
    default: throw MalformedMessage()
    }
  }

  /// One call within a session that stays open unless it fails. After a failure the host may have
  /// sent more before it knew: that is skipped.
  private func step(_ slot: Int, _ body: (LoadedSession) throws(PluginFailure) -> Void) {
    let failure = sessions[slot].flatMap { session in
      Executor.attempt { () throws(PluginFailure) in try body(session) }
    }
    if failure != nil { sessions[slot] = nil }
    output(slot).answer(failure)
  }

  private func lent(
    _ reader: inout RawReader
  ) throws(MalformedMessage) -> (Push.Header, UnsafeRawBufferPointer) {
    let (header, place, inline) = try unsafe reader.readPush()
    guard case .memory(let number, let offset, let count) = place else {
      return unsafe (header, inline)
    }
    return unsafe (header, try bytes(in: number, offset, count))
  }

  /// The host takes memory away only when no request uses it.
  private func bytes(
    in number: UInt32, _ offset: Int, _ count: Int
  ) throws(MalformedMessage) -> UnsafeRawBufferPointer {
    guard let memory = attached.memory(number), offset >= 0, count >= 0,
      offset <= memory.count, count <= memory.count - offset
    else { throw MalformedMessage() }
    return unsafe UnsafeRawBufferPointer(memory.bytes(offset..<offset + count))
  }
}
