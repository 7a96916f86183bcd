/// Why a computation has no result: one sentence that says what happened and what to do.
public struct NumericsError: Error, Equatable, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }
}
