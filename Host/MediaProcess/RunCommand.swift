import Glibc
import Media
import Wire

/// Serves one media run for the host, over the socket that is descriptor 3.
enum RunCommand {
  static func run() -> Never {
    limitResources()
    let socket = MessageSocket(owning: Descriptor(owning: 3))
    guard let (bytes, descriptors) = try? socket.receive(),
      let message = try? MediaRequest(bytes: bytes),
      case .open(let described, let wishes, let threads, let wantsTags) = message,
      described.count == descriptors.count, !described.isEmpty
    else { _exit(ExitCode.usage) }
    do throws(MediaError) {
      var sources: [ByteSource] = []
      for (source, descriptor) in zip(described, descriptors) {
        sources.append(try makeSource(source, descriptor))
      }
      let desk = RequestDesk(socket, sources)
      startThread("requests") { desk.follow() }
      var options = MediaOptions()
      options.threads = max(1, Int(threads))
      let run = MediaRun(
        desk: desk, socket: socket, wishes: wishes.map(Wish.init), options: options,
        wantsTags: wantsTags)
      try run.read(
        sources[0], isSequence: described[0].isPictures,
        examples: sources.count > 1 ? sources[1] : nil)
      try send(.end, socket)
    } catch {
      try? socket.send(
        MediaReply.failed(kind: error.kind.rawValue, text: error.description).bytes)
    }
    _exit(ExitCode.success)
  }

  static func send(_ reply: MediaReply, _ socket: MessageSocket) throws(MediaError) {
    do throws(SystemError) {
      try socket.send(reply.bytes)
    } catch {
      throw MediaError(.cancelled, "the host is gone")
    }
  }

  private static func makeSource(
    _ source: MediaRequest.Source, _ descriptor: Descriptor
  ) throws(MediaError) -> ByteSource {
    let copy = dup(descriptor.raw)
    let count = Int(clamping: source.count)
    if source.isComplete, count == 0 {
      return try ByteSource(descriptor: copy, closes: true, name: source.name)
    }
    let made = ByteSource(growing: copy, closes: true, name: source.name)
    made.grew(to: count, complete: source.isComplete)
    return made
  }

  /// Media can ask for any amount of memory; a refusal is better than a machine that swaps.
  private static func limitResources() {
    var data = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
    unsafe setrlimit(__rlimit_resource_t(2), &data)  // RLIMIT_DATA: private memory
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(4), &core)  // RLIMIT_CORE
    MediaMemory.limitHeaps()
  }
}
