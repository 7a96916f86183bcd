import Wire

/// A process in which a library is tried. It ends with the last reference.
final class ProbeChild {
  enum Outcome {
    case answer(WorkerAnswer)
    case ended(ChildProcess.Ending)
    /// Nothing was heard of it.
    case silent
  }

  private let socket: MessageSocket
  private let child: ChildProcess
  private let tail: LogTail

  /// - Parameter starts: an instance is made too, with the default settings; that is answered
  ///   after the loading.
  init(worker: String, path: String, name: String, starts: Bool) throws {
    let (ours, theirs) = try MessageSocket.pair()
    let (tail, errors) = try LogTail.make(name: name)
    let usual = PluginSettings(name: name, library: path)
    child = try ChildProcess(
      path: worker, arguments: starts ? ["probe", "start"] : ["probe"],
      descriptors: [theirs.descriptor], errors: errors)
    (socket, self.tail) = (ours, tail)
    let start = WorkerStart(
      library: path, values: nil, openFiles: usual.openFiles,
      memory: starts ? usual.memory : nil)
    try? socket.send(start.encoded)
  }

  /// Waits for its next answer.
  func next(milliseconds: CInt) throws -> Outcome {
    let limit = Clock.now + Int64(milliseconds) * 1_000_000
    while Clock.now < limit {
      if socket.wait(milliseconds: 5) {
        if let answer = try answer() { return .answer(answer) }
        // It has closed the socket: ended, or about to, or up to something.
        _ = child.waitForEnd(milliseconds: 5)
      }
      if let ending = child.ending {
        // It may have answered and ended between the two looks.
        if socket.wait(milliseconds: 0), let answer = try answer() { return .answer(answer) }
        return .ended(ending)
      }
    }
    return .silent
  }

  /// What it wrote last, to stand behind a sentence.
  var lastWords: String {
    let lines = tail.last().joined(separator: " | ")
    return lines.isEmpty ? "" : "; its last words: \(lines)"
  }

  private func answer() throws -> WorkerAnswer? {
    guard let (bytes, _) = try socket.receive(limit: WorkerAnswer.mostBytes) else { return nil }
    return try WorkerAnswer(decoding: bytes)
  }
}
