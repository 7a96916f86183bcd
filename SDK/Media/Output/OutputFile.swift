import Glibc

/// A file that appears under its name only when it is complete.
///
/// Until then it is called `name.part`, in the same folder. Belongs to one thread.
final class OutputFile {
  let path: String
  private let partPath: String
  private let descriptor: CInt
  private let replaces: Bool
  private var isDone = false
  /// The first write that failed, which libav reduces to a number.
  private(set) var failure: MediaError?

  /// What error sentences call it.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Refuses a file that is there already, unless it `replaces` it.
  init(path: String, replaces: Bool) throws(MediaError) {
    self.path = path
    self.replaces = replaces
    partPath = path + ".part"
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if !replaces, unsafe access(path, F_OK) == 0 {
      throw MediaError(.notWritten, "\(name) exists already and is not overwritten")
    }
    descriptor = unsafe open(partPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      isDone = true  // nothing to remove
      throw .system(.notWritten, name, "create it")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      isDone = true
      throw MediaError(.notWritten, "\(name) is being written by another process")
    }
    guard ftruncate(descriptor, 0) == 0 else { throw .system(.notWritten, name, "create it") }
  }

  deinit {
    if isDone { return }
    unsafe unlink(partPath)
    close(descriptor)
  }

  /// Writes all of `bytes` at `offset`.
  @unsafe func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe pwrite(
        descriptor, bytes.baseAddress! + done, bytes.count - done, offset + done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        if failure == nil { failure = .system(.notWritten, name, "write it") }
        return false
      }
      done += count
    }
    return true
  }

  /// Reads back, for containers whose index is put in front at the end.
  @unsafe func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe pread(descriptor, buffer.baseAddress, buffer.count, offset)
  }

  var count: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Makes sure that all of it is on the disk, and gives it its name.
  func commit() throws(MediaError) {
    if let failure { throw failure }
    guard fsync(descriptor) == 0 else { throw .system(.notWritten, name, "write it") }
    if replaces {
      guard unsafe rename(partPath, path) == 0 else {
        throw .system(.notWritten, name, "give it its name")
      }
    } else {
      // Unlike a rename, a link never replaces what somebody else put there meanwhile.
      guard unsafe link(partPath, path) == 0 else {
        if errno == EEXIST {
          throw MediaError(.notWritten, "\(name) exists already and is not overwritten")
        }
        throw .system(.notWritten, name, "give it its name")
      }
      unsafe unlink(partPath)
    }
    isDone = true
    close(descriptor)
    syncFolder()
  }

  private func syncFolder() {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let opened = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if opened >= 0 {
      fsync(opened)
      close(opened)
    }
  }
}
