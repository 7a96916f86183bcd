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
  ///
  /// - Parameter starts: an instance is made as well, as a worker would with the default settings:
  ///   a model or a library that is missing shows only then. That may take as long again.
  package func examine(
    _ path: String, checksum: String? = nil, starts: Bool = false
  ) -> Verdict {
    do throws(Refusal) {
      return .success(try description(path, checksum, starts))
    } catch {
      return .failure(error)
    }
  }

  private func description(
    _ path: String, _ checksum: String?, _ starts: Bool
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
    if !starts, let known = lock.withLock({ sound[digest] }) { return known }
    try read(file, name)
    let description = try load(path, name, starts)
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
  private func load(
    _ path: String, _ name: String, _ starts: Bool
  ) throws(Refusal) -> Description {
    do {
      let child = try ProbeChild(worker: worker, path: path, name: name, starts: starts)
      let description = try loaded(child, name)
      if starts { try start(child, description.name) }
      return description
    } catch let refusal as Refusal {
      throw refusal
    } catch is MalformedMessage {
      throw Refusal(.badDescriptor, "\(name) answered the host with what makes no sense")
    } catch {
      throw Refusal(.failedToStart, "\(name) cannot be tried: \(withoutFolders("\(error)"))")
    }
  }

  private func loaded(_ child: ProbeChild, _ name: String) throws -> Description {
    switch try child.next(milliseconds: deadline) {
    case .answer(.ready(let description)): return description
    case .answer(.refused(let refusal)): throw refusal
    case .answer(.failed): throw MalformedMessage()
    case .silent:
      throw Refusal(
        .hungOnLoad,
        "\(name) did not finish loading within \(Double(deadline) / 1000) s; "
          + "look at its constructors and at patchbay_plugin()\(child.lastWords)")
    case .ended(let ending):
      throw Refusal(
        .crashedOnLoad,
        "\(name) crashed while it was loaded: the process \(ending); "
          + "look at its constructors and at patchbay_plugin()\(child.lastWords)")
    }
  }

  private func start(_ child: ProbeChild, _ name: String) throws {
    switch try child.next(milliseconds: 2 * deadline) {
    case .answer(.ready): _ = child.lastWords  // what it logged is passed on
    case .answer(.refused(let refusal)): throw refusal
    case .answer(.failed(let failure)):
      throw Refusal(.failedToStart, failure.error(plugin: name).message)
    case .silent:
      throw Refusal(
        .failedToStart,
        "\(name) did not start within \(Double(deadline) / 500) s; look at its "
          + "create()\(child.lastWords)")
    case .ended(let ending):
      throw Refusal(
        .failedToStart,
        "\(name) crashed while it started: the process \(ending); look at its "
          + "create()\(child.lastWords)")
    }
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
