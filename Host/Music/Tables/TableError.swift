/// What is wrong in a table, and on which line.
package struct TableError: Error, Equatable, Sendable, CustomStringConvertible {
  package let line: Int
  package let message: String

  package init(_ line: Int, _ message: String) {
    self.line = line
    self.message = message
  }

  package var description: String { "line \(line): \(message)" }
}
