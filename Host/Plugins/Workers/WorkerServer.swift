import Glibc
import PatchbayABI
import Wire

/// A worker's loop: takes requests from the ring, calls the plugin, sends the results back.
@safe final class WorkerServer {
  private let channel: Channel
  private let attached: AttachedMemory
  private let executor: Executor
  private var outputs: [WorkerOutput?] = Array(repeating: nil, count: Executor.slots)
  private var isStopping = false

  init(channel: Channel, attached: AttachedMemory, instance: LoadedInstance) {
    self.channel = channel
    self.attached = attached
    executor = Executor(instance)
  }

  func run() {
    while !isStopping {
      switch unsafe channel.requests.receive({ unsafe serve($0) }) {
      case .message: channel.requests.releaseSender()
      case .empty: channel.requests.waitForMessage(nanoseconds: -1)
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
      let slot = Int(try unsafe reader.read(UInt32.self))
      guard unsafe message.kind != RequestKind.stop else {
        isStopping = true
        return
      }
      try unsafe serve(message.kind, slot, &reader)
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
      let failure = attempt { () throws(PluginFailure) in
        try unsafe executor.call(parameters: parameters, pushes: pushes, output: output)
      }
      output.done(failure, nanoseconds: Clock.now - began)
    case RequestKind.open:
      let parameters = try unsafe reader.readParameters()
      let media = try unsafe reader.readMedia()
      output.answer(
        attempt { () throws(PluginFailure) in
          try executor.open(slot, parameters: parameters, media: media, output: output)
        })
    case RequestKind.push:
      let (header, bytes) = try unsafe lent(&reader)
      step(slot) { () throws(PluginFailure) in try unsafe executor.push(slot, header, bytes) }
    case RequestKind.finishPackets:
      step(slot) { () throws(PluginFailure) in try executor.finishPackets(slot) }
    case RequestKind.finish:
      let failure =
        executor.isOpen(slot)
        ? attempt { () throws(PluginFailure) in try executor.finish(slot) } : nil
      executor.close(slot)
      output.done(failure, nanoseconds: Clock.now - began)
    case RequestKind.close:
      executor.close(slot)
      output.done(nil, nanoseconds: 0)
    default: throw MalformedMessage()
    }
  }

  /// One call within a session that stays open unless it fails.
  private func step(_ slot: Int, _ body: () throws(PluginFailure) -> Void) {
    // After a failure the host may have sent more before it knew: that is skipped.
    let failure = executor.isOpen(slot) ? attempt(body) : nil
    if failure != nil { executor.close(slot) }
    output(slot).answer(failure)
  }

  private func attempt(_ body: () throws(PluginFailure) -> Void) -> PluginFailure? {
    do throws(PluginFailure) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func lent(
    _ reader: inout RawReader
  ) throws(MalformedMessage) -> (Push.Header, UnsafeRawBufferPointer) {
    let (header, place, inline) = try unsafe reader.readPush()
    guard case .memory(let number, let offset, let count) = place else {
      return unsafe (header, inline)
    }
    guard let memory = attached.memory(number), offset >= 0, count >= 0,
      offset + count <= memory.count
    else { throw MalformedMessage() }
    return unsafe (header, UnsafeRawBufferPointer(memory.bytes(offset..<offset + count)))
  }
}
