import Glibc

/// What changes when somebody writes to a catalogue's file.
struct FileStamp: Equatable {
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  /// Whether there is a log at all, and the bytes in it.
  private let hasLog: Bool
  let logSize: Int

  /// Of the file at `path` and the log beside it.
  init(_ path: String) {
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    size = isThere ? Int(status.st_size) : -1
    seconds = isThere ? status.st_mtim.tv_sec : 0
    nanoseconds = isThere ? status.st_mtim.tv_nsec : 0
    hasLog = unsafe stat(path + "-wal", &status) == 0
    logSize = hasLog ? Int(status.st_size) : 0
  }
}
