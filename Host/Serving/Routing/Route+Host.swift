extension Route {
  /// What the host answers without any module.
  static let host: [Route] =
    runs + plugins + inference + repository + health + metrics + documents
}
