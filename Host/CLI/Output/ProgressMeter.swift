import Wire

/// Shows on standard error how far a run is: a bar on a terminal, plain lines in a pipe.
package final class ProgressMeter: @unchecked Sendable {  // `lock` guards the variables
  /// Nanoseconds between two drawings of the bar, and between two lines.
  private static let barPause: Int64 = 100_000_000
  private static let linePause: Int64 = 2_000_000_000
  private static let barWidth = 24

  private let title: String
  private let isBar: Bool
  private let started = Clock.now
  private let lock = Lock()
  private var lastShown: Int64
  private var lastPercent = 0
  private var isDrawn = false

  package init(title: String) {
    self.title = title
    isBar = Terminal.isErrors
    lastShown = isBar ? started - Self.barPause : started
  }

  /// - Parameter fraction: 0 to 1.
  package func update(_ fraction: Double) {
    lock.withLock {
      let now = Clock.now
      let percent = Int(min(max(fraction, 0), 1) * 100)
      guard now - lastShown >= (isBar ? Self.barPause : Self.linePause), percent < 100 else {
        return
      }
      guard isBar || percent >= lastPercent + 1 else { return }
      lastShown = now
      lastPercent = percent
      let left = timeLeft(fraction, elapsed: Double(now - started) / 1e9)
      show(isBar ? bar(fraction, percent, left) : "\(title): \(percent) %\(left)\n")
    }
  }

  /// Takes the bar away.
  package func finish() {
    lock.withLock {
      if isDrawn { show("\r\u{1B}[K") }
      isDrawn = false
    }
  }

  private func bar(_ fraction: Double, _ percent: Int, _ left: String) -> String {
    isDrawn = true
    let full = Int(Double(Self.barWidth) * min(max(fraction, 0), 1))
    let bar =
      String(repeating: "#", count: full) + String(repeating: "-", count: Self.barWidth - full)
    let numbers = " [\(bar)] \(percent < 10 ? " " : "")\(percent) %\(left)"
    let room = max(8, Terminal.columns - numbers.count - 1)
    let name = title.count <= room ? title : "..." + title.suffix(room - 3)
    return "\r\(name)\(numbers)\u{1B}[K"
  }

  /// Such as ", 1:23 left"; nothing before it can be known.
  private func timeLeft(_ fraction: Double, elapsed: Double) -> String {
    guard fraction > 0.01, elapsed > 1 else { return "" }
    let seconds = Int((elapsed * (1 - fraction) / fraction).rounded(.up))
    let minutes = seconds / 60 % 60
    let text =
      seconds < 3600 ? "\(minutes)" : "\(seconds / 3600):\(minutes < 10 ? "0" : "")\(minutes)"
    return ", \(text):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
  }

  private func show(_ text: String) { try? Output.errors.write(text) }
}
