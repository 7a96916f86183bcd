import Glibc

/// A folder of this process alone, which goes with all that is in it when the object does.
package final class TemporaryFolder: Sendable {
  /// One for the whole process; it goes when the process exits.
  package static let shared: TemporaryFolder = {
    atexit { TemporaryFolder.shared.remove() }
    return TemporaryFolder()
  }()

  package let path: String

  package init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/patchbay-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      preconditionFailure("cannot make a folder in \(parent)")
    }
    path = String(cString: made)
  }

  deinit { remove() }

  private func remove() {
    _ = Program.run("/bin/rm", ["-rf", path], output: "/dev/null")
  }
}
