import Wire

/// Lines for the administrator, on standard error.
package final class Log: Sendable {
  let isDebug: Bool

  /// With `isDebug` there is a line for every request.
  package init(isDebug: Bool = false) { self.isDebug = isDebug }

  func request(_ exchange: Exchange, gone: Bool) {
    guard isDebug else { return }
    let microseconds = (Clock.now - exchange.started) / 1000
    let method = exchange.head.method?.rawValue ?? "?"
    let path = exchange.head.pathText.map(Self.printable).joined()
    let status = gone && exchange.status < 400 ? 499 : exchange.status
    Self.write("request \(method) \(path) \(status) \(microseconds)us")
  }

  package func error(_ sentence: String) { Self.write("error: \(sentence)") }

  private static func printable(_ character: Character) -> String {
    character.isASCII && character >= " " && character < "\u{7F}" ? String(character) : "?"
  }

  private static func write(_ line: String) {
    writeLine("patchbay: \(line)")
  }
}
