import Plugins
import Serving
import Wire

/// Takes what a run sends, on any thread: keeps the results, passes them on, shows the progress.
package final class RunCollector: @unchecked Sendable {  // `lock` guards the variables
  /// Called with each event as it comes, one at a time, with the target's index.
  package typealias Passing = @Sendable (Event, Int) throws(CommandError) -> Void

  private let lock = Lock()
  private let pass: Passing?
  private let progress: ProgressMeter?
  private var results: [PluginResults]
  private var fractions: [Double]
  private var isPending: [Bool]
  private var info = MediaInfo()
  private var outputError: CommandError?
  private var isOver = false

  /// With `pass`, events are not kept, warnings excepted.
  package init(_ plugins: [RunPlugin], progress: ProgressMeter?, pass: Passing? = nil) {
    results = plugins.map { PluginResults(plugin: $0.name, outputs: $0.description.outputs) }
    fractions = plugins.map { _ in 0 }
    isPending = plugins.map { _ in true }
    self.progress = progress
    self.pass = pass
  }

  func opened(_ info: MediaInfo) { lock.withLock { self.info = info } }

  func receive(_ event: Event, target: Int) {
    lock.withLock {
      if case .progress(let fraction) = event {
        fractions[target] = max(fractions[target], fraction)
        progress?.update(fractions.reduce(0, +) / Double(fractions.count))
        return
      }
      if pass == nil { results[target].add(event) }
      if case .warning = event, pass != nil { results[target].add(event) }
      do throws(CommandError) {
        if outputError == nil { try pass?(event, target) }
      } catch {
        outputError = error
      }
    }
  }

  /// The end of one target: once for each.
  func ended(_ error: PluginError?, target: Int) {
    lock.withLock {
      guard isPending[target] else { return }
      isPending[target] = false
      fractions[target] = 1
      if let error { results[target].fail(error) }
      progress?.update(fractions.reduce(0, +) / Double(fractions.count))
    }
  }

  /// The end of all: nothing follows.
  func finished() {
    lock.withLock {
      isOver = true
      lock.notify()
    }
  }

  /// The run has failed as a whole: the end of all that have not ended yet.
  func fail(_ error: PluginError) {
    for target in isPending.indices { ended(error, target: target) }
    finished()
  }

  /// Waits for `finished`. - Throws: what went wrong with passing events on.
  package func wait() throws(CommandError) -> RunOutcome {
    let outcome = lock.withLock {
      while !isOver { lock.wait() }
      return RunOutcome(info: info, results: results)
    }
    progress?.finish()
    if let error = lock.withLock({ outputError }) { throw error }
    return outcome
  }
}

/// What a run over one file came to.
package struct RunOutcome: Sendable {
  var info: MediaInfo
  package var results: [PluginResults]
}
