import Glibc
import Wire

/// Where text goes: a standard stream, or a file that appears under its name when complete.
///
/// Errors are waited for a moment, so that they stand where they belong among what is printed, and
/// no longer: who does not read them loses them.
package final class Output: @unchecked Sendable {  // `lock` guards the descriptor and the state
  package static let standard = Output(descriptor: STDOUT_FILENO)
  package static let errors = Output(descriptor: STDERR_FILENO)
  private static let errorPatience = 1000  // milliseconds

  private let lock = Lock()
  private let descriptor: CInt
  /// Of a file: where it is written, and the name that it is to have.
  private let names: (temporary: String, final: String)?
  private var isFinished = false

  private init(descriptor: CInt) {
    self.descriptor = descriptor
    names = nil
  }

  /// Begins a file that is to be named `path`. One of that name stays until `finish`.
  package init(path: String) throws(CommandError) {
    let temporary = "\(path).part-\(getpid())"
    let opened = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw CommandError(.badOutput, SystemError("write \(path)").description)
    }
    descriptor = opened
    names = (temporary, path)
  }

  deinit { abandon() }

  /// Writes `text`. To a reader that went away it writes nothing more, silently.
  package func write(_ text: String) throws(CommandError) {
    guard descriptor == STDERR_FILENO else { return try write(bytes: Array(text.utf8)) }
    ErrorStream.shared.write(text)
    ErrorStream.shared.drain(milliseconds: Output.errorPatience)
  }

  package func write(bytes: [UInt8]) throws(CommandError) {
    try lock.withLock { () throws(CommandError) in
      var done = 0
      while done < bytes.count {
        let written = unsafe bytes.withUnsafeBytes { bytes in
          unsafe Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        }
        if written >= 0 {
          done += written
        } else if errno == EPIPE {
          throw CommandError(.success, "")
        } else if errno != EINTR {
          throw CommandError(
            .badOutput, SystemError("write \(names?.final ?? "output")").description)
        }
      }
    }
  }

  /// Gives the file its name.
  package func finish() throws(CommandError) {
    guard let names else { return }
    try lock.withLock { () throws(CommandError) in
      guard !isFinished else { return }
      isFinished = true
      guard close(descriptor) == 0, unsafe rename(names.temporary, names.final) == 0 else {
        let error = SystemError("write \(names.final)")
        unsafe unlink(names.temporary)
        throw CommandError(.badOutput, error.description)
      }
    }
  }

  private func abandon() {
    guard let names, !isFinished else { return }
    close(descriptor)
    unsafe unlink(names.temporary)
  }
}
