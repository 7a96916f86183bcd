/// Why the server did not start.
package struct ServerError: Error, Equatable, CustomStringConvertible {
  package let message: String

  init(_ message: String) { self.message = message }

  package var description: String { message }
}
