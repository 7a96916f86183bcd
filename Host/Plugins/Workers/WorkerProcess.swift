import CSystem
import Glibc
import Wire

/// The program `patchbay-worker`: one library, one thread, as the host's rings say.
///
/// Descriptors: 3 the control socket, 4 the channel, 5 the arena.
package enum WorkerProcess {
  /// Runs until the host says stop or goes away.
  package static func serve() -> Never {
    let control = MessageSocket(owning: Descriptor(owning: 3))
    let start = firstMessage(control)
    limit(start)
    confine(start)
    let channel: Channel
    do throws(SystemError) {
      channel = try Channel(
        memory: Descriptor(owning: 4), arena: Descriptor(owning: 5))
    } catch {
      quit("patchbay-worker: \(error)")
    }
    let attached = AttachedMemory(arena: channel.arena)
    // Before anything of the plugin runs: it may hang, and must not outlive the host.
    startThread("control") { attached.follow(control) }
    serve(start, control, channel, attached)
    exit(0)
  }

  /// A function of its own, so that `destroy` has run when it returns.
  private static func serve(
    _ start: WorkerStart, _ control: MessageSocket, _ channel: Channel, _ attached: AttachedMemory
  ) {
    switch load(start) {
    case .failure(let answer): send(answer, control)
    case .success(let instance):
      send(.ready(instance.library.description), control)
      WorkerServer(channel: channel, attached: attached, instance: instance).run()
    }
  }

  private static func send(_ answer: WorkerAnswer, _ control: MessageSocket) {
    do throws(SystemError) {
      try control.send(answer.encoded)
    } catch {
      guard error.code == EMSGSIZE else { exit(0) }
      try? control.send(WorkerAnswer.refused(WorkerAnswer.tooLong).encoded)
    }
  }

  /// Loads the library, reports its description, and ends; with `starts` it makes an instance
  /// before it ends, and reports how that went.
  package static func probe(starts: Bool) -> Never {
    let control = MessageSocket(owning: Descriptor(owning: 3))
    let start = firstMessage(control)
    limit(start)
    confine(start)
    let attached = AttachedMemory(arena: nil)
    startThread("control") { attached.follow(control) }
    do throws(Refusal) {
      let library = try LoadedLibrary(path: start.library)
      send(.ready(library.description), control)
      if starts {
        switch instance(of: library, start) {
        case .failure(let answer): send(answer, control)
        case .success(let instance):
          send(.ready(library.description), control)
          withExtendedLifetime(instance) { _exit(0) }
        }
      }
    } catch {
      send(.refused(error), control)
    }
    _exit(0)  // its destructors, and `destroy`, are nobody's business
  }

  private enum Loaded {
    case success(LoadedInstance)
    case failure(WorkerAnswer)
  }

  private static func load(_ start: WorkerStart) -> Loaded {
    let library: LoadedLibrary
    do throws(Refusal) {
      library = try LoadedLibrary(path: start.library)
    } catch {
      return .failure(.refused(error))
    }
    return instance(of: library, start)
  }

  private static func instance(of library: LoadedLibrary, _ start: WorkerStart) -> Loaded {
    let defaults = library.description.parameters.filter(\.isAdmin).map(\.defaultValue)
    do throws(PluginFailure) {
      return .success(
        try LoadedInstance(library, values: start.values ?? defaults, log: writeLog))
    } catch {
      return .failure(.failed(error))
    }
  }

  private static func firstMessage(_ control: MessageSocket) -> WorkerStart {
    do {
      guard let (bytes, _) = try control.receive() else { exit(0) }
      return try WorkerStart(decoding: bytes)
    } catch {
      quit("patchbay-worker: this program is started by patchbay, not by hand")
    }
  }

  /// Limits that hold for the plugin's own code too.
  private static func limit(_ start: WorkerStart) {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    var files = rlimit(rlim_cur: UInt(start.openFiles), rlim_max: UInt(start.openFiles))
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    if let memory = start.memory {
      // The supervisor ends it at `memory`; this is the wall behind.
      let bounded = min(memory, 1 << 50)
      let most = UInt(2 * bounded + (512 << 20))
      var data = rlimit(rlim_cur: most, rlim_max: most)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &data)
    }
  }

  /// Takes away what a plugin has no business with: writing files, the network, other processes.
  /// What this kernel cannot enforce is said, and the plugin runs all the same.
  private static func confine(_ start: WorkerStart) {
    // A rule is about a folder that is there.
    for path in start.writable { unsafe mkdir(path, 0o755) }
    let paths = unsafe start.writable.map { unsafe UnsafePointer(strdup($0)) }
    if unsafe cs_confine_files(paths, paths.count) != 0 {
      writeLog(2, "this kernel cannot keep the plugin from writing files (Landlock is missing)")
    }
    if cs_confine_calls(start.allowsNetwork ? 1 : 0) != 0 {
      writeLog(2, "this kernel cannot keep the plugin from the network (seccomp is missing)")
    }
  }

  /// The host reads a worker's stderr line by line.
  @Sendable private static func writeLog(_ level: Int, _ line: String) {
    let names = ["debug", "info", "warning", "error"]
    writeError("\(names[min(max(level, 0), 3)]): \(line)\n")
  }

  private static func quit(_ line: String) -> Never {
    writeError(line + "\n")
    exit(70)
  }

  private static func writeError(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = unsafe write(2, bytes.baseAddress, bytes.count) }
  }
}
