import Plugins

/// Takes a run's results and makes the answer of them.
protocol RunAnswer: RunReceiver, PendingReply {
  /// How to end the run when nobody waits for it any more.
  func attach(cancel: @escaping @Sendable () -> Void)
  /// The run is over, with or without success.
  var isFinished: Bool { get }
  /// Why all of its plugins failed; nil where one did not, or has not yet.
  var failure: Problem? { get }
}

/// How the plugins of a run ended.
struct RunEnds {
  private(set) var errors: [PluginError?]
  private var succeeded = 0

  init(count: Int) { errors = Array(repeating: nil, count: count) }

  mutating func note(_ result: Result<CallTiming, PluginError>, target: Int) {
    switch result {
    case .success: succeeded += 1
    case .failure(let error): errors[target] = error
    }
  }

  /// Why all failed: one sentence for each that differs, with the first one's status.
  var failure: Problem? {
    guard succeeded == 0 else { return nil }
    let all = errors.compactMap { $0 }
    guard all.count == errors.count, let first = all.first else { return nil }
    var sentences: [String] = []
    for error in all where !sentences.contains(error.message) { sentences.append(error.message) }
    return Problem(PluginError(first.code, sentences.joined(separator: "; ")))
  }
}
