import Glibc
import Wire

/// Finds out whether a library can be used, without letting it near the host.
///
/// The file is read first; only a library that looks right is loaded, in a process of its own
/// with a deadline. What was found sound is kept by the file's content; a refusal is not, since what
/// it needs may be installed meanwhile.
package final class Probe: @unchecked Sendable {  // `lock` guards `sound`
  package typealias Verdict = Result<Description, Refusal>

  private let worker: String
  private let deadline: CInt
  private let lock = Lock()
  private static let mostKept = 256
  private var sound: [String: Description] = [:]

  /// `worker` is the path of `patchbay-worker`; `seconds` is how long loading may take.
  package init(worker: String, seconds: Double = 5) {
    self.worker = worker
    deadline = CInt(seconds * 1000)
  }

  /// The verdict on the library at `path`, which must have `checksum` if one is given.
  package func examine(_ path: String, checksum: String? = nil) -> Verdict {
    do throws(Refusal) {
      return .success(try description(path, checksum))
    } catch {
      return .failure(error)
    }
  }

  private func description(
    _ path: String, _ checksum: String?
  ) throws(Refusal) -> Description {
    let name = fileName(path)
    let file: FileContents
    do throws(SystemError) {
      file = try FileContents(path: path)
    } catch {
      let reason = error.code == ENOENT ? "there is no such file" : error.description
      throw Refusal(.notFound, "\(name): \(withoutFolders(reason)); build it, or correct 'library'")
    }
    let digest = unsafe Checksum.hex(file.bytes)
    if let checksum, checksum != digest {
      throw Refusal(
        .refusedByChecksum,
        "\(name): its SHA-256 is \(digest), the manifest wants \(checksum); "
          + "correct 'sha256' if you trust the new file")
    }
    if let known = lock.withLock({ sound[digest] }) { return known }
    try read(file, name)
    let description = try load(path, name)
    lock.withLock {
      if sound.count >= Probe.mostKept { sound = [:] }
      sound[digest] = description
    }
    return description
  }

  /// What the file itself tells.
  private func read(_ file: FileContents, _ name: String) throws(Refusal) {
    guard let elf = unsafe ELFFile(file.bytes) else {
      throw Refusal(
        .wrongArchitecture, "\(name) is not a shared library (no ELF file, or cut short)")
    }
    guard elf.is64BitLittleEndian, elf.machine == ELFFile.hostMachine else {
      throw Refusal(
        .wrongArchitecture,
        "\(name) is built for another processor (ELF machine \(elf.machine), "
          + "this host is \(ELFFile.hostMachine)); build it on this kind of machine")
    }
    guard elf.exports.contains("patchbay_plugin") else {
      throw Refusal(
        .missingSymbol,
        "\(name) does not export 'patchbay_plugin'; it is no Patchbay plugin, "
          + "or its linker script hides the symbol")
    }
    let ours = ABIVersion.host
    guard let theirs = elf.abi else {
      throw Refusal(
        .wrongABI,
        "\(name) carries no ABI note; write PATCHBAY_PLUGIN once in a source file and rebuild it")
    }
    guard theirs.major == ours.major else {
      throw Refusal(
        .wrongABI,
        "\(name): built for ABI \(theirs), this host speaks \(ours); rebuild it against this SDK")
    }
  }

  /// What its own code does in a process of its own.
  private func load(_ path: String, _ name: String) throws(Refusal) -> Description {
    let outcome: (answer: WorkerAnswer?, ending: ChildProcess.Ending?, tail: [String])
    do {
      outcome = try ask(path, name)
    } catch is MalformedMessage {
      throw Refusal(.badDescriptor, "\(name) answered the host with what makes no sense")
    } catch {
      throw Refusal(.failedToStart, "\(name) cannot be tried: \(withoutFolders("\(error)"))")
    }
    switch outcome.answer {
    case .ready(let description): return description
    case .refused(let refusal): throw refusal
    case .failed, nil: break
    }
    let lines = outcome.tail.joined(separator: " | ")
    let words = lines.isEmpty ? "" : "; its last words: \(lines)"
    guard let ending = outcome.ending else {
      throw Refusal(
        .hungOnLoad,
        "\(name) did not finish loading within \(Double(deadline) / 1000) s; "
          + "look at its constructors and at patchbay_plugin()\(words)")
    }
    throw Refusal(
      .crashedOnLoad,
      "\(name) crashed while it was loaded: the process \(ending); "
        + "look at its constructors and at patchbay_plugin()\(words)")
  }

  private func ask(
    _ path: String, _ name: String
  ) throws -> (WorkerAnswer?, ChildProcess.Ending?, [String]) {
    let (ours, theirs) = try MessageSocket.pair()
    let (tail, errors) = try LogTail.make(name: name)
    let child = try ChildProcess(
      path: worker, arguments: ["probe"], descriptors: [theirs.descriptor], errors: errors)
    let start = WorkerStart(library: path, values: nil, openFiles: 256, memory: nil)
    try? ours.send(start.encoded)
    let limit = Clock.now + Int64(deadline) * 1_000_000
    while Clock.now < limit {
      if ours.wait(milliseconds: 5) {
        if let answer = try answer(ours) { return (answer, nil, []) }
        // It has closed the socket: ended, or about to, or up to something.
        _ = child.waitForEnd(milliseconds: 5)
      }
      if let ending = child.ending {
        // It may have answered and ended between the two looks.
        if ours.wait(milliseconds: 0), let answer = try answer(ours) { return (answer, nil, []) }
        return (nil, ending, tail.last())
      }
    }
    return (nil, nil, tail.last())
  }

  private func answer(_ socket: MessageSocket) throws -> WorkerAnswer? {
    guard let (bytes, _) = try socket.receive(limit: WorkerAnswer.mostBytes) else { return nil }
    return try WorkerAnswer(decoding: bytes)
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
