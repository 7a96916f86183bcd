import CInference

/// Ends one run.
///
/// `Sendable` because a run may be ended from any thread, and nothing here changes.
@safe struct RunHandle: @unchecked Sendable {
  private let api: ci_api
  private let options: Owned

  init(api: ci_api, options: Owned) {
    self.api = api
    self.options = options
  }

  func end() {
    if let status = unsafe api.set_terminate(options.pointer) { unsafe api.release_status(status) }
  }
}
