import Glibc
import Plugins

/// A run over a file of the host's own, named by `?path=`, under one of the allowed folders.
final class PathRun: BodyReceiver {
  private unowned let exchange: Exchange
  private let plan: RunPlan

  init(_ exchange: Exchange, _ plan: RunPlan) {
    self.exchange = exchange
    self.plan = plan
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    throw .badRequest("with ?path= there is no body")
  }

  func end() throws(Problem) -> Reply {
    let path = try resolve(plan.path ?? "")
    let answer = Runs.makeAnswer(exchange, plan)
    try RunTexts().check(plan)
    try Runs.start(exchange, plan, source: .path(path), texts: RunTexts(), answer: answer)
    return .later(answer)
  }

  func abandon() {}

  /// The file itself, links followed. One sentence for all that is not there or not allowed, so
  /// that nobody learns what else the host has.
  private func resolve(_ path: String) throws(Problem) -> String {
    let roots = exchange.service.engine.settings.mediaRoots
    guard !roots.isEmpty else {
      throw Problem(
        403, "forbidden", "this host opens no files by path: its manifest has no media-roots")
    }
    for root in roots {
      guard let root = Self.real(root),
        let file = Self.real(path.hasPrefix("/") ? path : "\(root)/\(path)")
      else { continue }
      guard file.hasPrefix(root == "/" ? root : root + "/"), Self.isRegular(file) else { continue }
      return file
    }
    throw Problem(404, "not-found", "there is no file \(shown(path)) in the allowed folders")
  }

  private static func real(_ path: String) -> String? {
    guard !path.utf8.contains(0), let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
