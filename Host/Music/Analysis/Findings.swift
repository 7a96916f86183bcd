import Plugins
import Wire

/// What plugins have sent over one file: vectors by output.
struct Findings {
  /// The vectors of one output, in order of time.
  struct Series {
    let port: OutputPort
    var rows: [[Float]] = []
  }

  var info: MediaInfo?
  /// By plugin, then by output.
  var series: [[Series]]
  /// Why a plugin failed, by plugin.
  var errors: [PluginError?]
  /// Parts of the file that could not be decoded.
  var warnings: [String] = []
  /// Why the file could not be opened at all.
  var failure: PluginError?

  init(outputs: [[OutputPort]]) {
    series = outputs.map { $0.map { Series(port: $0) } }
    errors = outputs.map { _ in nil }
  }

  init(failed error: PluginError, targets: Int) {
    self.init(outputs: Array(repeating: [], count: targets))
    failure = error
  }
}

/// Collects the findings of one run.
final class FindingsReceiver: RunReceiver, @unchecked Sendable {  // `lock` guards the variables
  /// Floats of all vectors of one file; what comes after is left out.
  private static let most = 16 << 20
  private static let mostWarnings = 3

  private let lock = Lock()
  private var findings: Findings
  private var count = 0
  private var isOver = false

  init(_ outputs: [[OutputPort]]) { findings = Findings(outputs: outputs) }

  func opened(_ info: MediaInfo) { lock.withLock { findings.info = info } }

  func receive(_ event: Event, target: Int) {
    lock.withLock {
      switch event {
      case .vector(let port, _, let values):
        count += values.count
        if count <= Self.most { findings.series[target][port].rows.append(values) }
      case .warning(_, let text):
        guard target == 0, findings.warnings.count < Self.mostWarnings else { return }
        findings.warnings.append(text)
      case .segment, .label, .artifact, .progress: break
      }
    }
  }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    guard case .failure(let error) = result else { return }
    lock.withLock { findings.errors[target] = error }
  }

  func finished() {
    lock.withLock {
      isOver = true
      lock.notify()
    }
  }

  func wait() -> Findings {
    lock.withLock {
      while !isOver { lock.wait() }
      // A run that opened nothing tells every target why.
      if findings.info == nil { findings.failure = findings.errors.compactMap(\.self).first }
      return findings
    }
  }
}
