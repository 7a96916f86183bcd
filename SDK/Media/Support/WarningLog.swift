/// Collects what went wrong while reading: many of the same become one, and their number is
/// bounded.
struct WarningLog {
  private struct Run {
    var text: String
    var start: Double
    var stop: Double
    var count: Int
  }

  private var current: Run?
  private var ready = Queue<MediaWarning>()
  private var told = 0
  private static let most = 100
  /// Seconds without trouble that end a run of it.
  private static let pause = 5.0

  /// Something went wrong at `time`: `text`, a sentence without its full stop.
  mutating func add(_ text: String, at time: Double) {
    if var run = current, run.text == text, time - run.stop < WarningLog.pause {
      run.start = min(run.start, time)
      run.stop = max(run.stop, time)
      run.count += 1
      current = run
    } else {
      flush()
      current = Run(text: text, start: time, stop: time, count: 1)
    }
  }

  /// Ends the present run, so that `next` gives it out.
  mutating func flush() {
    guard let run = current else { return }
    current = nil
    told += 1
    if told > WarningLog.most { return }
    var text = run.text
    if run.count > 1 {
      text += " (\(run.count) times until \(WarningLog.clock(run.stop)))"
    }
    if told == WarningLog.most { text += "; further warnings are left out" }
    ready.append(MediaWarning(time: run.start, text: text))
  }

  mutating func next() -> MediaWarning? { ready.isEmpty ? nil : ready.removeFirst() }

  /// Seconds with one decimal, such as "12.4 s".
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e12 else { return "the end" }
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) s"
  }
}
