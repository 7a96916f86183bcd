import Plugins

/// Finds the route of a request.
struct Router: Sendable {
  let routes: [Route]

  init(_ routes: [Route]) { self.routes = routes }

  /// - Throws: 404 with the closest path, or 405 with the methods that the path has.
  func route(for head: borrowing RequestHead) throws(Problem) -> Route {
    // What an answer to HEAD leaves out is left out by libmicrohttpd.
    let method = head.method == .head ? .get : head.method
    var others: [Method] = []
    for route in routes where route.path.matches(head) {
      if route.method == method { return route }
      others.append(route.method)
    }
    guard others.isEmpty else { throw wrongMethod(head, others) }
    throw unknownPath(head)
  }

  private func wrongMethod(_ head: borrowing RequestHead, _ methods: [Method]) -> Problem {
    let allowed = methods.contains(.get) ? methods + [.head] : methods
    let names = allowed.map(\.rawValue).joined(separator: " or ")
    var problem = Problem(
      405, "method-not-allowed", "\(head.pathText) takes \(names)")
    problem.allow = allowed
    return problem
  }

  private func unknownPath(_ head: borrowing RequestHead) -> Problem {
    let path = head.pathText
    if let shared = Problem(sharedMemory: path) { return shared }
    let closest = closestMatch(path, among: routes.map(\.path.description))
    let hint = closest.map { "; did you mean \($0)?" } ?? "; /openapi.json lists all paths"
    return Problem(404, "not-found", "there is no \(path) here\(hint)")
  }
}
