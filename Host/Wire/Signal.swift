import Glibc

/// Names of signals, as people know them.
package enum Signal {
  /// Such as "SIGSEGV (bad memory access)".
  package static func name(_ number: CInt) -> String {
    switch number {
    case SIGSEGV: "SIGSEGV (bad memory access)"
    case SIGBUS: "SIGBUS (bad memory access)"
    case SIGILL: "SIGILL (a Swift trap, or a bad instruction)"
    case SIGTRAP: "SIGTRAP (a trap)"
    case SIGABRT: "SIGABRT (the code gave up)"
    case SIGFPE: "SIGFPE (bad arithmetic)"
    case SIGKILL: "SIGKILL"
    case SIGTERM: "SIGTERM"
    case SIGXCPU: "SIGXCPU (processor time limit)"
    case SIGSYS: "SIGSYS (forbidden system call)"
    default: "signal \(number)"
    }
  }
}
