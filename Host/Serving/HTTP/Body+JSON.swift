import JSON

extension Body {
  /// The body as a JSON object, handed to `read`. On a connection's thread.
  package func json<T>(_ read: (JSONValue) throws(Problem) -> T) throws(Problem) -> T {
    try unsafe withBytes { (bytes, readable) throws(Problem) in
      let root: JSONValue
      do throws(JSONError) {
        root = try unsafe Workbench.current.parser.parse(bytes, readable: readable)
      } catch {
        throw .badRequest("the body is no JSON: \(error.description)")
      }
      guard root.kind == .object else {
        throw .badRequest("the body must be a JSON object, not \(root.kind.description)")
      }
      return try read(root)
    }
  }
}
