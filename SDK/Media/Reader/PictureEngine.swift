/// Reads pictures one by one, and chooses among them by their times.
final class PictureEngine: MediaReader.Engine {
  private let source: ByteSource
  private let file: PictureFile
  private let options: MediaOptions
  private let wishes: [Int: FrameWish]
  private let scalers: [Int: FrameScaler]
  private let wantsPackets: Bool
  private let decoder: JPEGDecoder
  private var plan: PicturePlan
  private var waiting = Queue<MediaItem>()
  private var first: (entry: PictureFile.Entry, bytes: [UInt8])?
  private var hasEnded = false
  private var saidPacketsEnd = false
  private var warnings = WarningLog()
  private var decoded = 0
  private var refused: MediaError?
  private(set) var info = MediaInfo()
  private(set) var progress = 0.0

  init(
    _ source: ByteSource, _ wishes: [Wish], isSequence: Bool, _ options: MediaOptions
  ) throws(MediaError) {
    self.source = source
    self.options = options
    file = PictureFile(source, isSequence: isSequence, limits: options.limits)
    decoder = try JPEGDecoder(limits: options.limits)
    var frames: [Int: FrameWish] = [:]
    for (index, wish) in wishes.enumerated() {
      if case .frames(let wish) = wish { frames[index] = wish }
    }
    self.wishes = frames
    wantsPackets = wishes.contains(.packets) || frames.values.contains { $0.isOnDemand }
    scalers = frames.mapValues { FrameScaler($0) }
    let selectors = frames.filter { !$0.value.isExamples }.map { wish in
      (
        wish: wish.key,
        selector: FrameSelector(
          start: -.infinity, stop: .infinity, step: wish.value.sampling.step)
      )
    }
    plan = PicturePlan(selectors, limits: options.limits, allKeys: true)
    try readFirst(isSequence)
  }

  /// Size and kind come from the first picture.
  private func readFirst(_ isSequence: Bool) throws(MediaError) {
    info.container = isSequence ? "pictures" : "picture"
    info.isPictures = true
    info.hasVideo = true
    guard let entry = try file.next() else { return }
    let bytes = try file.bytes(entry)
    first = (entry, bytes)
    do throws(MediaError) {
      let still = try open(bytes)
      info.width = still.width
      info.height = still.height
      info.videoCodec = still.codec
    } catch {
      if !isSequence { throw error }  // in a sequence it is told when its turn comes
    }
    if !isSequence { info.duration = 0 }
  }

  private func open(_ bytes: [UInt8]) throws(MediaError) -> StillPicture {
    if bytes.isEmpty { throw MediaError(.unreadable, "\(source.name) is empty (0 bytes)") }
    return try StillPicture(
      bytes, decoder: decoder, subject: source.name, limits: options.limits)
  }

  func want(_ request: FrameRequest) {}  // without packets, the sampling rule holds

  func next() throws(MediaError) -> MediaItem? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      if let warning = warnings.next() { return .warning(warning) }
      if hasEnded {
        guard wantsPackets, !saidPacketsEnd else { return nil }
        saidPacketsEnd = true
        return .packetsEnd
      }
      try advance()
    }
  }

  private func advance() throws(MediaError) {
    if let first {
      self.first = nil
      try accept(first.entry, first.bytes)
    } else if let entry = try file.next() {
      try accept(entry, nil)
    } else {
      hasEnded = true
      plan.end()
    }
    while let step = plan.next() {
      switch step {
      case .alone(let picture, let wishes), .inOrder(let picture, let wishes, _):
        guard case .packet(let packet) = picture.content else { continue }
        decode(packet.copiedBytes, at: picture.time, wishes)
      case .pass: break
      }
    }
    guard hasEnded else { return }
    warnings.flush()
    if decoded == 0, let refused { throw refused }
    progress = 1
  }

  private func accept(_ entry: PictureFile.Entry, _ known: [UInt8]?) throws(MediaError) {
    let bytes: [UInt8]
    if let known { bytes = known } else { bytes = try file.bytes(entry) }
    if let count = source.count, count > 0 {
      progress = Double(entry.offset) / Double(count)
    }
    if entry.time.isNaN {
      var examples: UInt64 = 0
      for (wish, form) in wishes where form.isExamples { examples |= 1 << UInt64(wish) }
      return decode(bytes, at: entry.time, examples)
    }
    plan.add(
      CodedPicture(
        time: entry.time, horizon: entry.time, duration: 0, size: bytes.count, isKey: true,
        isHidden: false, presentation: nil, decoding: nil,
        content: .packet(try Packet(bytes))))
  }

  private func decode(_ bytes: [UInt8], at time: Double, _ chosen: UInt64) {
    do throws(MediaError) {
      let still = try open(bytes)
      for (wish, scaler) in scalers.sorted(by: { $0.key < $1.key })
      where chosen & (1 << UInt64(wish)) != 0 {
        guard let form = wishes[wish] else { continue }
        let frame = try still.frame(
          form, scaler, time: time, duration: .nan, limits: options.limits)
        waiting.append(.frame(wish: wish, frame))
      }
      decoded += 1
      if let damage = still.damage { warnings.add(damage, at: time.isNaN ? 0 : time) }
    } catch {
      refused = refused ?? error
      warnings.add(error.description, at: time.isNaN ? 0 : time)
    }
  }
}
