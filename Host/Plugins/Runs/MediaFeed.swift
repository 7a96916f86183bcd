import PatchbayABI
import Wire

/// Carries what one medium yields to the sessions of a run. Belongs to the run's thread.
final class MediaFeed {
  private let process: MediaClient
  private let info: MediaInfo
  private let wishes: RunWishes
  private let targets: [RunTarget]
  private var calls: [Call] = []
  private var streams: [RunStream] = []
  /// Why the medium ended early, if it did.
  private var failure: PluginError?

  init(process: MediaClient, info: MediaInfo, wishes: RunWishes, targets: [RunTarget]) {
    self.process = process
    self.info = info
    self.wishes = wishes
    self.targets = targets
  }

  func add(_ call: Call, _ stream: RunStream) {
    calls.append(call)
    streams.append(stream)
  }

  /// Opens a session in every target and pushes the texts.
  ///
  /// One after the other, and all runs in the same order: two runs that each held the session
  /// that the other one waits for would wait for ever.
  func open(_ texts: [String: [String]]) {
    for index in targets.indices.sorted(by: { targets[$0].plugin.name < targets[$1].plugin.name }) {
      open(index, texts)
    }
  }

  private func open(_ index: Int, _ texts: [String: [String]]) {
    let target = targets[index]
    do throws(PluginError) {
      if let missing = missingInput(target, texts) { throw missing }
      try target.plugin.submit(calls[index])
    } catch {
      return streams[index].ended(.failure(error))
    }
    guard streams[index].waitUntilOpen() else { return }
    for (port, input) in (target.description?.inputs ?? []).enumerated() {
      guard case .text = input.kind else { continue }
      for text in texts[input.name] ?? [] {
        push(Push(.text(port: UInt32(port)), .payload(Payload(text.utf8))), index, release: nil)
      }
    }
  }

  /// An input that the plugin cannot do without and that this run does not have.
  private func missingInput(_ target: RunTarget, _ texts: [String: [String]]) -> PluginError? {
    guard let description = target.description else { return nil }
    let name = target.plugin.name
    for input in description.inputs where !input.isOptional {
      switch input.kind {
      case .frame where info.width == 0:
        return PluginError(
          .unsupportedMedia, "\(name) needs video or pictures; this medium has none")
      case .audio where info.channels == 0:
        return PluginError(.unsupportedMedia, "\(name) needs audio; this medium has none")
      case .text where texts[input.name] == nil:
        return PluginError(.badInput, "\(name) needs a text for its input '\(input.name)'")
      default: continue
      }
    }
    let canUse = description.inputs.contains { input in
      switch input.kind {
      case .frame: info.width > 0
      case .audio: info.channels > 0
      case .text: texts[input.name] != nil
      }
    }
    return canUse ? nil : PluginError(.unsupportedMedia, "\(name) can use nothing of this medium")
  }

  /// Takes everything out of the medium, until its end or until nobody wants more.
  func carry() {
    do throws(PluginError) {
      while streams.contains(where: { $0.ending == nil }) {
        guard let item = try process.next() else { return }
        try hand(item)
      }
    } catch {
      failure = error
    }
  }

  /// Finishes every session. - Returns: how each ended.
  func finish() -> [Result<CallTiming, PluginError>] {
    for (index, stream) in streams.enumerated() where stream.ending == nil {
      if let failure {
        targets[index].plugin.end(calls[index], failure)
      } else {
        _ = targets[index].plugin.finish(calls[index])
      }
    }
    let results = streams.map { $0.waitForEnd() }
    for (index, call) in calls.enumerated() {
      if let memory = process.memory { targets[index].plugin.letGo(of: memory, call) }
    }
    return results
  }

  // MARK: Items

  private func hand(_ item: MediaReply) throws(PluginError) {
    switch item {
    case .frame(let frame): hand(frame)
    case .audio(let audio): hand(audio)
    case .packets(let slot, let count): hand(packets: slot, count)
    case .packetsEnd: finishPackets()
    case .warning(let time, let text):
      for stream in streams where stream.ending == nil {
        stream.receive(.warning(time: time, text: text))
      }
    case .progress(let fraction):
      for stream in streams where stream.ending == nil { stream.deliverProgress(fraction) }
    case .tags, .opened, .end, .failed: break  // `MediaClient` keeps these
    }
  }

  private func hand(_ frame: MediaReply.Frame) {
    guard let origin = origin(frame.wish), let first = frame.planes.first else {
      return process.release(frame.slot)
    }
    let input = targets[origin.target].description?.inputs[origin.port]
    guard case .frame(let wish)? = input?.kind else { return process.release(frame.slot) }
    let chroma = frame.planes.count > 1 ? frame.planes[1] : first
    let header = FrameHeader(
      port: UInt32(origin.port), time: frame.time, duration: frame.duration,
      format: wish.pixelFormat, isKey: frame.isKey, width: frame.width, height: frame.height,
      sourceWidth: frame.sourceWidth, sourceHeight: frame.sourceHeight, stride: first.stride,
      chromaStride: chroma.stride, chromaOffset: chroma.offset)
    push(.frame(header), origin.target, slot: frame.slot, count: Int(clamping: frame.count))
  }

  private func hand(_ audio: MediaReply.Audio) {
    guard let origin = origin(audio.wish) else { return process.release(audio.slot) }
    let header = AudioHeader(
      port: UInt32(origin.port), time: audio.time, sampleRate: audio.sampleRate,
      channels: audio.channels, samples: audio.samples, channelStride: 4 * audio.samples)
    let count = 4 * Int(audio.channels) * Int(audio.samples)
    push(.audio(header), origin.target, slot: audio.slot, count: count)
  }

  /// Packets go to every port that wishes for them; the slot is free when all have used it.
  private func hand(packets slot: UInt32, _ count: UInt32) {
    let takers = zip(wishes.wishes, wishes.origins).filter { $0.0 == .packets }.map(\.1)
    let left = Countdown(takers.count)
    if takers.isEmpty { process.release(slot) }
    guard let range = range(slot, 24 * Int(count)), let memory = process.memory else {
      return process.release(slot)
    }
    for origin in takers {
      let push = Push(
        .packets(port: UInt32(origin.port), count: count), .shared(memory, range))
      self.push(push, origin.target) { [process] in
        if left.arriveIsLast() { process.release(slot) }
      }
    }
  }

  /// The plugins say which frames they want, now that they know all packets.
  private func finishPackets() {
    for (index, target) in targets.enumerated() where takesPackets(index) {
      streams[index].willPush(nil)
      if !target.plugin.finishPackets(calls[index]) { streams[index].consumed() }
    }
    for index in targets.indices where takesPackets(index) {
      for request in streams[index].waitUntilUsed() {
        let origin = RunWishes.Origin(target: index, port: request.port)
        guard let wish = wishes.origins.firstIndex(of: origin) else { continue }
        process.want(
          wish: wish, start: request.start, stop: request.stop, every: request.every)
      }
    }
    process.endWants()
  }

  private func takesPackets(_ target: Int) -> Bool {
    zip(wishes.wishes, wishes.origins).contains { $0.0 == .packets && $0.1.target == target }
  }

  // MARK: Pushes

  private func push(_ header: Push.Header, _ target: Int, slot: UInt32, count: Int) {
    guard let range = range(slot, count), let memory = process.memory else {
      return process.release(slot)
    }
    push(Push(header, .shared(memory, range)), target) { [process] in process.release(slot) }
  }

  private func push(_ push: Push, _ target: Int, release: (@Sendable () -> Void)?) {
    let stream = streams[target]
    stream.willPush(release)
    // A session that is over releases everything by itself.
    _ = targets[target].plugin.push(calls[target], push)
  }

  private func origin(_ wish: UInt16) -> RunWishes.Origin? {
    Int(wish) < wishes.origins.count ? wishes.origins[Int(wish)] : nil
  }

  /// Where the first `count` bytes of a slot lie, if they lie within it.
  private func range(_ slot: UInt32, _ count: Int) -> Range<Int>? {
    guard let memory = process.memory, count >= 0, count <= process.slotSize else { return nil }
    let start = Int(slot) * process.slotSize
    guard start + count <= memory.count else { return nil }
    return start..<start + count
  }
}
