/// One method of one path: what the host does there, and what its documents say of it.
///
/// The table of all routes drives dispatch, the `Allow` header and `/openapi.json`.
package final class Route: Sendable {
  package typealias PlainHandler = @Sendable (Exchange) throws(Problem) -> Response
  package typealias CollectedHandler = @Sendable (Exchange, Body) throws(Problem) -> Reply
  package typealias StreamedHandler = @Sendable (Exchange) throws(Problem) -> any BodyReceiver

  package enum Handler: Sendable {
    /// Needs no body and answers at once.
    case plain(PlainHandler)
    /// Looks at the whole body.
    case collected(CollectedHandler)
    /// Takes the body as it arrives.
    case streamed(StreamedHandler)
  }

  package let method: Method
  package let path: PathPattern
  /// One sentence.
  let summary: String
  let parameters: [RouteParameter]
  /// Media types of the body and what each holds; empty: no body.
  let body: [(type: String, summary: String)]
  /// Media type of the answer.
  let answer: String
  /// Statuses besides 200 that it may answer with.
  let errors: [Int]
  let handler: Handler

  package init(
    method: Method, path: PathPattern, summary: String, parameters: [RouteParameter] = [],
    body: [(type: String, summary: String)] = [], answer: String = "application/json",
    errors: [Int] = [], handler: Handler
  ) {
    self.method = method
    self.path = path
    self.summary = summary
    self.parameters = parameters
    self.body = body
    self.answer = answer
    self.errors = errors
    self.handler = handler
  }
}

/// A value in a route's query.
package struct RouteParameter: Sendable {
  let name: String
  /// One sentence.
  let summary: String
  /// As in a JSON schema: "string", "number", "boolean".
  var type = "string"

  package init(name: String, summary: String, type: String = "string") {
    self.name = name
    self.summary = summary
    self.type = type
  }
}
