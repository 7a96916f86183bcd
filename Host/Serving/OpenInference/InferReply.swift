import Plugins
import Synchronization

/// Waits for the results of an inference request and writes its answer.
final class InferReply: PendingReply, CallReceiver, RunReceiver, @unchecked Sendable {
  // The plugin's thread fills it before `isDone`, the connection's thread reads it afterwards.
  private let exchange: Exchange
  private let model: Model
  private let form: InferForm
  private var events: [Event] = []
  private var warnings: [String] = []
  private var failure: PluginError?
  private let isDone = Atomic<Bool>(false)
  private var call: Call?
  private var run: MediaRun?
  private var polling: ReplyPoller?

  init(exchange: Exchange, model: Model, form: InferForm) {
    self.exchange = exchange
    self.model = model
    self.form = form
  }

  func submit(_ call: Call) throws(Problem) {
    self.call = call
    do { try model.plugin.submit(call) } catch { throw Problem(error) }
    guard !isDone.load(ordering: .acquiring), let poller = call.poller else { return }
    poller.begin()
    polling = poller
    Workbench.current.patience.renew()
  }

  func start(_ run: MediaRun) throws(Problem) {
    self.run = run
    do { try run.start() } catch { throw Problem(error) }
  }

  // MARK: On the plugin's thread

  func receive(_ event: Event) {
    switch event {
    case .progress: break
    case .warning(let time, let text): warnings.append("at \(time.shortText) s: \(text)")
    default: events.append(event)
    }
  }

  func ended(_ result: Result<CallTiming, PluginError>) {
    if case .failure(let error) = result { failure = error }
    finish()
  }

  func opened(_ info: MediaInfo) {}
  func receive(_ event: Event, target: Int) { receive(event) }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    if case .failure(let error) = result { failure = error }
  }

  func finished() { finish() }

  private func finish() {
    isDone.store(true, ordering: .releasing)
    exchange.signal()
  }

  // MARK: On the connection's thread

  func reply() throws(Problem) -> Reply? {
    if let polling, !isDone.load(ordering: .acquiring), polling.take() {
      Workbench.current.patience.renew()
    }
    guard isDone.load(ordering: .acquiring) else { return nil }
    endPolling()
    (call, run) = (nil, nil)
    if let failure { throw Problem(failure) }
    let writer = InferWriter(model: model, form: form, events: events, warnings: warnings)
    return .now(try writer.response(for: exchange))
  }

  func isNear() -> Bool {
    guard polling != nil else { return false }
    if Workbench.current.patience.awaits() { return true }
    endPolling()
    return false
  }

  private func endPolling() {
    guard let polling else { return }
    self.polling = nil
    polling.end()
  }

  func cancel() {
    endPolling()
    call?.cancel()
    run?.cancel()
  }
}
