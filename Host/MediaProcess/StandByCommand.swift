import CSystem
import Glibc
import Wire

/// Makes a copy of this process for each run: for every message on the socket that is descriptor 3,
/// whose descriptor becomes the copy's. The copy is a child of the host, which is told its number.
///
/// Nothing here opens a medium or starts a thread: a copy has the thread that asked for it alone.
enum StandByCommand {
  static func run() -> Never {
    let socket = MessageSocket(owning: Descriptor(owning: 3))
    while let (_, descriptors) = try? socket.receive(limit: 64), let theirs = descriptors.first {
      let id = cs_copy_process(theirs.raw)
      if id == 0 {
        showAsRun()
        RunCommand.run()
      }
      guard (try? socket.send(Array("\(id)".utf8))) != nil else { break }
    }
    _exit(ExitCode.success)
  }

  /// In lists of processes a copy is called what it would be called without this.
  private static func showAsRun() {
    guard CommandLine.argc > 1, let name = unsafe CommandLine.unsafeArgv[1] else { return }
    let room = unsafe strlen(name)
    unsafe strncpy(name, "run", room)
  }
}
