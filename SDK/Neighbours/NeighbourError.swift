import Glibc

/// Why a table of neighbours cannot be used.
public enum NeighbourError: Error, Equatable, CustomStringConvertible {
  /// A system call failed; the number is `errno`'s.
  case system(action: String, code: CInt)
  /// The file is not what a finished write leaves behind. It has to be built anew.
  case damaged(path: String, what: String)
  /// A vector has another length than the table's.
  case wrongLength(given: Int, expected: Int)
  /// A value is no finite number of at most 1e30.
  case notFinite(dimension: Int)
  /// The file has no room for another row. It has to be built anew.
  case full(capacity: Int)

  /// The file or its folder may not be written, or not be read.
  public var isDenial: Bool {
    if case .system(_, let code) = self { [EACCES, EPERM, EROFS].contains(code) } else { false }
  }

  /// There is no such file.
  public var isAbsence: Bool {
    if case .system(_, ENOENT) = self { true } else { false }
  }

  public var description: String {
    switch self {
    case .system(let action, let code):
      "cannot \(action): \(unsafe String(cString: strerror(code)))"
    case .damaged(let path, let what):
      "\(path): damaged (\(what)); it has to be built anew"
    case .wrongLength(let given, let expected):
      "a vector has \(given) values, the table's have \(expected)"
    case .notFinite(let dimension):
      "value \(dimension + 1) of a vector is not a finite number of at most 1e30"
    case .full(let capacity):
      "the table is full: it has room for \(capacity) rows; it has to be built anew"
    }
  }
}

/// Passes on the result of a call that returns -1 and sets `errno` on failure.
@discardableResult
func check<T: SignedInteger>(
  _ result: T, _ action: @autoclosure () -> String
) throws(NeighbourError) -> T {
  let code = errno
  guard result >= 0 else { throw .system(action: action(), code: code) }
  return result
}
