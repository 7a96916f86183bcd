import CSystem
import Glibc
import Wire

/// One run of the program that decodes media: the host's side of it.
///
/// `open`, `next` and `close` belong to one thread, which they may block; the other functions may
/// be called from any thread.
package final class MediaClient: @unchecked Sendable {  // `lock` guards what other threads see
  /// Seconds of processor time without a word.
  private static let mostSilentWork = 120.0
  /// Bytes of one slot.
  private static let mostSlot = 1 << 30
  /// Pixels of a picture's side.
  private static let mostSide: UInt32 = 1 << 20

  private let child: ChildProcess
  private let socket: MessageSocket
  private let lock = Lock()
  private var isCancelled = false
  private var isClosed = false
  private var wishes: [MediaWish] = []
  private var lastTime: Double?
  private var hasEnded = false
  /// The memory that frames and audio arrive in: slot i lies at `i * slotSize`. Set by `open`.
  package private(set) var memory: SharedMemory?
  package private(set) var slotSize = 0
  package private(set) var slotCount = 0
  /// When `open` and `next` give up, in the nanoseconds of `Clock`. Of their thread.
  package var deadline = Int64.max

  /// The process that decodes.
  package var processID: Int32 { child.id }

  /// Starts the program at `path`.
  package convenience init(program path: String) throws(PluginError) {
    try self.init(MediaStarter(program: path))
  }

  package init(_ starter: MediaStarter) throws(PluginError) {
    do throws(SystemError) {
      (child, socket) = try starter.start()
      // It reads all the time; if it does not, nobody shall wait for it.
      socket.limitSending(milliseconds: 5000)
      socket.limitReceiving(milliseconds: 500)
    } catch {
      throw PluginError(.unavailable, "media cannot be decoded: \(error)")
    }
  }

  deinit { close() }

  /// Opens `source` and returns once its header was read. `examples` is a file of pictures.
  /// `name` is what error sentences call a source without a path.
  package func open(
    _ source: MediaSource, examples: GrowingFile? = nil, wishes: [MediaWish], threads: Int = 2,
    name: String = "the media", wantsTags: Bool = false
  ) throws(PluginError) -> MediaInfo {
    self.wishes = wishes
    var sources: [MediaRequest.Source] = []
    var descriptors: [Descriptor] = []
    var growing: [(UInt8, GrowingFile)] = []
    func add(_ file: GrowingFile, isPictures: Bool, _ name: String) {
      growing.append((UInt8(sources.count), file))
      sources.append(
        MediaRequest.Source(isPictures: isPictures, count: 0, isComplete: false, name: name))
      descriptors.append(file.descriptor)
    }
    switch source {
    case .file(let file): add(file, isPictures: false, name)
    case .pictures(let file): add(file, isPictures: true, name)
    case .path(let path):
      let (file, described) = try openFile(path)
      sources.append(described)
      descriptors.append(file)
    }
    if let examples { add(examples, isPictures: true, "the examples") }
    let message = MediaRequest.open(
      sources: sources, wishes: wishes, threads: UInt8(clamping: threads), wantsTags: wantsTags)
    try send(message, passing: descriptors)
    for (index, file) in growing { follow(file, as: index) }
    return try receiveOpened()
  }

  private func openFile(
    _ path: String
  ) throws(PluginError) -> (Descriptor, MediaRequest.Source) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let raw = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { throw PluginError(.badInput, "\(SystemError("open \(name)"))") }
    let file = Descriptor(owning: raw)
    var status = stat()
    guard unsafe fstat(raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PluginError(.badInput, "\(name) is not a file")
    }
    return (
      file,
      MediaRequest.Source(
        isPictures: false, count: UInt64(status.st_size), isComplete: true, name: name)
    )
  }

  private func follow(_ file: GrowingFile, as index: UInt8) {
    file.observe { [weak self] state in
      var isComplete = true
      if case .growing = state { isComplete = false }
      try? self?.send(
        .grew(source: index, count: UInt64(state.count), isComplete: isComplete))
    }
  }

  private func receiveOpened() throws(PluginError) -> MediaInfo {
    var tags: MediaTags?
    while true {
      let (reply, descriptors) = try receive()
      switch reply {
      case .tags(let told): tags = MediaTags(told, picture: descriptors.first)
      case .opened(let info, let count, let size):
        guard let descriptor = descriptors.first,
          let mapped = try? SharedMemory(mapping: descriptor, writable: false),
          let room = Int(exactly: size), (1...MediaClient.mostSlot).contains(room),
          Int(count) <= mapped.count / room
        else { throw brokeOff() }
        memory = mapped
        slotSize = room
        slotCount = Int(count)
        var opened = MediaInfo(info)
        opened.tags = tags
        return opened
      case .failed(let kind, let text): throw PluginError(mediaKind: kind, text)
      case .progress, .warning: continue
      default: throw brokeOff()
      }
    }
  }

  /// What comes next; nil at the end. Never `opened`, `end` or `failed`.
  package func next() throws(PluginError) -> MediaReply? {
    if hasEnded { return nil }
    let (reply, _) = try receive()
    switch reply {
    case .end:
      hasEnded = true
      return nil
    case .failed(let kind, let text):
      hasEnded = true
      throw PluginError(mediaKind: kind, text)
    case .opened, .tags: throw brokeOff()
    case .frame(let frame):
      guard isSound(frame) else { throw brokeOff() }
      if !frame.time.isNaN { lastTime = frame.time }
    case .audio(let audio):
      guard isSound(audio) else { throw brokeOff() }
      lastTime = audio.time
    case .packets(let slot, let count):
      guard slot < slotCount, Int(count) * 24 <= slotSize else { throw brokeOff() }
    case .warning(let time, _): guard !time.isInfinite else { throw brokeOff() }
    case .progress(let fraction):
      return .progress(fraction.isFinite ? min(max(fraction, 0), 1) : 0)
    case .packetsEnd: break
    }
    return reply
  }

  private func receive() throws(PluginError) -> (MediaReply, [Descriptor]) {
    var work: ProcessTime?
    while true {
      let received: (bytes: [UInt8], descriptors: [Descriptor])?
      do throws(SystemError) {
        received = try socket.receive()
      } catch {
        guard error.code == EAGAIN else { throw brokeOff() }
        work = work ?? ProcessTime(of: child.id)
        try checkPatience(work)
        continue
      }
      guard let received, let reply = try? MediaReply(bytes: received.bytes) else {
        throw brokeOff()
      }
      return (reply, received.descriptors)
    }
  }

  /// Nothing has come for a while: because the body is slow, or the plugins are, or because the
  /// program runs in a circle.
  private func checkPatience(_ before: ProcessTime?) throws(PluginError) {
    if Clock.now >= deadline {
      throw PluginError(.timedOut, "the media were not read in the time that the request allows")
    }
    guard let before, let now = ProcessTime(of: child.id),
      now.seconds - before.seconds > MediaClient.mostSilentWork
    else { return }
    throw PluginError(
      .mediaFailed,
      "the program that decodes media worked for \(Int(MediaClient.mostSilentWork)) s without "
        + "a result and was stopped; the media may be damaged or made to do harm")
  }

  // MARK: What other threads may call

  /// The payload in `slot` was used: its place is needed for the next ones.
  package func release(_ slot: UInt32) { try? send(.release(slot: slot)) }

  /// Asks for frames on demand, until `endWants`. The numbers as for `request_frames`.
  package func want(wish: Int, start: Double, stop: Double, every: Double) {
    try? send(.want(wish: UInt16(wish), start: start, stop: stop, every: every))
  }

  /// All wants were said. To be called once after `packetsEnd`.
  package func endWants() { try? send(.endOfWants) }

  /// Makes `open` and `next` throw at once.
  package func cancel() {
    lock.withLock { isCancelled = true }
    socket.shutdown()
  }

  /// Ends the program: at once, as all of its work is known to be done or not wanted.
  package func close() {
    let isFirst = lock.withLock {
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    socket.shutdown()
    if child.waitForEnd(milliseconds: 100) == nil {
      child.kill()
      _ = child.waitForEnd()
    }
  }

  private func send(
    _ message: MediaRequest, passing descriptors: [Descriptor] = []
  ) throws(PluginError) {
    do throws(SystemError) {
      try socket.send(message.bytes, passing: descriptors)
    } catch {
      throw brokeOff()
    }
  }

  // MARK: When it goes wrong

  /// The other side is gone, or talks nonsense: why, as far as can be known.
  private func brokeOff() -> PluginError {
    if lock.withLock({ isCancelled }) {
      return PluginError(.cancelled, "reading the media was cancelled")
    }
    socket.shutdown()
    let ending = child.waitForEnd(milliseconds: 1000)
    let place = lastTime.map { " after \(MediaClient.clock($0)) of the media" } ?? ""
    switch ending {
    case .signal(let number):
      return PluginError(
        .mediaFailed,
        "the program that decodes media was ended by \(Signal.name(number))\(place);"
          + " the media may be damaged or made to do harm")
    case .exit, nil:
      return PluginError(.mediaFailed, "the program that decodes media broke off\(place)")
    }
  }

  private static func clock(_ seconds: Double) -> String {
    let tenths = Int(exactly: (seconds * 10).rounded()) ?? 0
    return "\(tenths / 10).\(abs(tenths % 10)) s"
  }

  // The program may be in the hands of whoever made the media: its numbers are checked.

  private func isSound(_ frame: MediaReply.Frame) -> Bool {
    guard Int(frame.wish) < wishes.count, case .frames(let wish) = wishes[Int(frame.wish)],
      frame.slot < slotCount, frame.count <= slotSize, frame.width <= MediaClient.mostSide,
      frame.height <= MediaClient.mostSide, !frame.time.isInfinite
    else { return false }
    let (width, height) = (Int(frame.width), Int(frame.height))
    let rows: [(bytes: Int, count: Int)] =
      switch wish.format {
      case .gray8: [(width, height)]
      case .rgb8: [(width * 3, height)]
      case .nv12: [(width, height), ((width + 1) / 2 * 2, (height + 1) / 2)]
      case .jpeg: []
      }
    if case .jpeg = wish.format { return true }
    guard frame.planes.count == rows.count, width > 0, height > 0 else { return false }
    return zip(frame.planes, rows).allSatisfy { plane, rows in
      Int(plane.stride) >= rows.bytes
        && Int(plane.offset) + Int(plane.stride) * rows.count <= slotSize
    }
  }

  private func isSound(_ audio: MediaReply.Audio) -> Bool {
    guard Int(audio.wish) < wishes.count, case .audio = wishes[Int(audio.wish)] else {
      return false
    }
    guard (1...1024).contains(audio.channels), audio.time.isFinite else { return false }
    let bytes = Int(audio.samples) * Int(audio.channels) * 4
    return audio.slot < slotCount && bytes <= slotSize && audio.sampleRate > 0
  }
}
