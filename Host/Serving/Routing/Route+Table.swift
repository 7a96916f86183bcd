extension Route {
  /// All that the server answers. Where two paths match, the first one wins.
  static let all: [Route] = runs + plugins + inference + repository + health + metrics + documents
}
