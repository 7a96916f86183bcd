import Glibc

/// What stands at the other end of the standard streams.
package enum Terminal {
  package static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrors: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal behind standard error, where progress is shown.
  static var columns: Int { columns(STDERR_FILENO) }
  /// Columns of the terminal behind standard output.
  static var outputColumns: Int { columns(STDOUT_FILENO) }

  /// 80 where there is no terminal.
  private static func columns(_ descriptor: CInt) -> Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }
}
