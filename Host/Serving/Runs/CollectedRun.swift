import JSON
import Plugins
import Wire

/// Answers a run with all its results when it has ended, as JSON or CSV.
final class CollectedRun: RunAnswer, @unchecked Sendable {  // `lock` guards the state
  private let exchange: Exchange
  private let format: RunFormat
  /// Bytes of the answer: what all plugins together may have sent.
  private let most: Int
  private let lock = Lock()
  private var results: [PluginResults]
  private var ends: RunEnds
  private var isOver = false
  private var cancelRun: (@Sendable () -> Void)?

  init(exchange: Exchange, plan: borrowing RunPlan) {
    self.exchange = exchange
    format = plan.format
    most = plan.plugins.reduce(0) { $0 + $1.resultLimit }
    ends = RunEnds(count: plan.plugins.count)
    results = zip(plan.plugins, plan.abouts).map {
      PluginResults(plugin: $0.name, outputs: $1.outputs)
    }
  }

  func attach(cancel: @escaping @Sendable () -> Void) {
    lock.withLock { if !isOver { cancelRun = cancel } }
  }

  var isFinished: Bool { lock.withLock { isOver } }
  var failure: Problem? { lock.withLock { isOver ? ends.failure : nil } }

  // MARK: On the run's threads

  func opened(_ info: MediaInfo) {}

  func receive(_ event: Event, target: Int) { lock.withLock { results[target].add(event) } }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    lock.withLock {
      ends.note(result, target: target)
      if case .failure(let error) = result { results[target].fail(error.forClients) }
    }
  }

  func finished() {
    lock.withLock {
      isOver = true
      cancelRun = nil
    }
    exchange.signal()
  }

  // MARK: On the connection's thread

  func reply() throws(Problem) -> Reply? {
    guard isFinished else { return nil }
    if let failure { throw failure }
    switch format {
    case .csv: return .now(try csv())
    case .json, .ndjson, .sse: return .now(try json())
    }
  }

  func cancel() { lock.withLock { cancelRun }?() }

  private func json() throws(Problem) -> Response {
    var json = JSONWriter(capacity: 4096, most: most)
    json.results(results)
    guard !json.isCut else { throw tooLong }
    return unsafe exchange.packedResponse(json.take(), type: format.type)
  }

  /// In a table there is no place for the failure of one of several plugins.
  private func csv() throws(Problem) -> Response {
    if let error = results.lazy.compactMap(\.error).first { throw Problem(error) }
    let table = ResultsCSV(plugins: results.map { ($0.plugin, $0.outputs) })
    var text = table.header + "\n"
    for (index, result) in results.enumerated() {
      for events in result.events {
        for event in events {
          guard let row = table.row(event, plugin: index) else { continue }
          text += row + "\n"
          guard text.utf8.count <= most else { throw tooLong }
        }
      }
    }
    return Response(200, text: text, type: format.type)
  }

  private var tooLong: Problem {
    .longAnswer(most, "take the results as they are found, as ndjson or sse")
  }
}
