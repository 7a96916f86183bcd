import Glibc

/// A system call that failed: what was being done, and the kernel's reason.
package struct SystemError: Error, Equatable, CustomStringConvertible {
  package let action: String
  package let code: CInt

  /// Takes the reason from `errno` unless it is given.
  package init(_ action: String, code: CInt = errno) {
    self.action = action
    self.code = code
  }

  package var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "cannot \(action): \(reason)"
  }
}

/// Passes on the result of a call that returns -1 and sets `errno` on failure.
@discardableResult
package func check<T: SignedInteger>(
  _ result: T, _ action: @autoclosure () -> String
) throws(SystemError) -> T {
  guard result >= 0 else { throw SystemError(action()) }
  return result
}
