import Plugins

extension Exchange {
  /// Looks something up on a thread of its own: a search may take a while, and others of this
  /// connection's thread should not wait for it.
  package func inBackground(
    _ work: @escaping @Sendable () throws(Problem) -> Response
  ) -> Reply {
    .later(BackgroundReply("request", for: self, work))
  }

  /// The values in the query, of which only those in `known` may be there.
  package func query(_ known: [String]) throws(Problem) -> [String: String] {
    var values: [String: String] = [:]
    for (name, text) in connection.query {
      guard known.contains(name) else {
        throw .badRequest(
          "there is no parameter '\(name)' here\(suggestion(name, among: known))")
      }
      values[name] = text
    }
    return values
  }
}
