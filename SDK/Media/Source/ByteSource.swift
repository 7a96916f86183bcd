import Glibc

/// The bytes of one medium: a file, a block of memory, or a file that is still being written.
///
/// Any thread may call any function; reads that wait for a growing file end when `cancel` is
/// called.
public final class ByteSource: @unchecked Sendable {  // `condition` guards what changes
  enum Storage {
    case descriptor(CInt, closes: Bool)
    case memory([UInt8])
  }

  /// What error sentences call it, such as "clip.mp4" or "the media".
  public let name: String
  let storage: Storage
  private let condition = Condition()
  private var end: Int
  private var isComplete: Bool
  private var isCancelled = false

  private init(_ name: String, _ storage: Storage, end: Int, isComplete: Bool) {
    self.name = name
    self.storage = storage
    self.end = end
    self.isComplete = isComplete
  }

  deinit {
    if case .descriptor(let descriptor, closes: true) = storage { close(descriptor) }
  }

  /// The file at `path`. Error sentences call it by its last path component.
  public convenience init(path: String) throws(MediaError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(.unreadable, name, "open it") }
    do throws(MediaError) {
      try self.init(descriptor: descriptor, closes: true, name: name)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// A complete file that is open already; its read position is neither used nor changed.
  public convenience init(
    descriptor: CInt, closes: Bool, name: String = "the media"
  ) throws(MediaError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .system(.unreadable, name, "read its size")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw MediaError(.unreadable, "\(name) is not a file")
    }
    self.init(
      name, .descriptor(descriptor, closes: closes), end: Int(status.st_size), isComplete: true)
  }

  /// A block of memory.
  public convenience init(bytes: [UInt8], name: String = "the media") {
    self.init(name, .memory(bytes), end: bytes.count, isComplete: true)
  }

  /// A file to which somebody else appends: `grew` says how much is there.
  public convenience init(growing descriptor: CInt, closes: Bool, name: String = "the media") {
    self.init(name, .descriptor(descriptor, closes: closes), end: 0, isComplete: false)
  }

  /// The first `count` bytes may be read now; with `complete` nothing follows them.
  public func grew(to count: Int, complete: Bool) {
    condition.withLock {
      end = max(end, count)
      isComplete = isComplete || complete
      condition.notify()
    }
  }

  /// Ends all reads, those that wait and those to come.
  public func cancel() {
    condition.withLock {
      isCancelled = true
      condition.notify()
    }
  }

  /// Bytes in all, once that is known.
  public var count: Int? { condition.withLock { isComplete ? end : nil } }

  /// Whether `cancel` was called.
  public var wasCancelled: Bool { condition.withLock { isCancelled } }

  /// Waits until bytes at `offset` are there.
  /// - Returns: how many may be read there; 0 at the end; nil when cancelled.
  func available(at offset: Int) -> Int? {
    condition.withLock {
      while !isCancelled, offset >= end, !isComplete { condition.wait() }
      return isCancelled ? nil : max(end - offset, 0)
    }
  }
}
