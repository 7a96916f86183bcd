import Synchronization
import Wire

/// Does slow work on a thread of its own, then answers.
final class BackgroundReply: PendingReply, @unchecked Sendable {
  // The thread sets `result` before `isDone`, the connection's thread reads it afterwards.
  private var result: Result<Response, Problem>?
  private let isDone = Atomic<Bool>(false)

  /// Starts `work` at once; it goes on when nobody waits for it any more.
  init(
    _ name: String, for exchange: Exchange,
    _ work: @escaping @Sendable () throws(Problem) -> Response
  ) {
    let isStarted = startThreadIfPossible(name) {
      self.finish(Result { () throws(Problem) in try work() }, exchange)
    }
    guard !isStarted else { return }
    let problem = Problem(503, "unavailable", "the host has no thread for this; try again later")
    finish(.failure(problem), exchange)
  }

  private func finish(_ result: Result<Response, Problem>, _ exchange: Exchange) {
    self.result = result
    isDone.store(true, ordering: .releasing)
    exchange.signal()
  }

  func reply() throws(Problem) -> Reply? {
    guard isDone.load(ordering: .acquiring) else { return nil }
    return try result.map { (result) throws(Problem) in .now(try result.get()) }
  }

  func cancel() {}
}
