import Glibc
import Wire

/// Ctrl-C and the signals that end or reload a program, taken by one thread instead of handlers.
package enum Interrupts {
  /// Takes the signals away from this thread and so from all that it starts; to be called first
  /// by a command that handles them. Without it, they end the process.
  package static func prepare() {
    var set = all
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// The signal that asks for the manifest to be read again.
  static let reload = SIGHUP

  /// Waits for the next of SIGINT, SIGTERM and SIGHUP.
  static func next() -> CInt {
    var set = all
    var number: CInt = 0
    while unsafe sigwait(&set, &number) != 0 {}
    return number
  }

  /// Calls `first` at the first signal; the second one ends the process.
  package static func handle(_ first: @escaping @Sendable () -> Void) {
    startThread("signals") {
      _ = next()
      first()
      _ = next()
      quit()
    }
  }

  /// Ends the process at once, without a word of its own.
  static func quit() -> Never {
    ErrorStream.shared.drain(milliseconds: 100)
    _exit(ExitCode.interrupted.rawValue)
  }

  private static var all: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGINT)
    unsafe sigaddset(&set, SIGTERM)
    unsafe sigaddset(&set, SIGHUP)
    return set
  }
}
