import Glibc
import Plugins
import TestSupport
import Testing
import Wire

@Suite struct `Starting the program that decodes` {
  private let folder = TemporaryFolder()
  private let starter = MediaStarter(program: Run.program)
  private let grey = MediaWish.frames(
    MediaWish.Frames(format: .gray8, longestSide: 80, every: 0))

  private func frames(_ client: MediaClient, _ path: String) throws -> Int {
    defer { client.close() }
    _ = try client.open(.path(path), wishes: [grey])
    var count = 0
    while let reply = try client.next() {
      guard case .frame(let frame) = reply else { continue }
      count += 1
      client.release(frame.slot)
    }
    return count
  }

  /// A client whose process is a copy.
  private func copy() throws -> MediaClient {
    try MediaClient(starter).close()
    return try MediaClient(starter)
  }

  @Test func `again and again, one process stands by and is copied, and each copy does its run`()
    throws
  {
    let path = try Run.clip("clip.mp4", seconds: 2, in: folder)
    #expect(try frames(MediaClient(starter), path) == 50)
    #expect(starter.originalID == nil)
    let clients = try (0..<3).map { _ in try MediaClient(starter) }
    let original = try #require(starter.originalID)
    #expect(Set(clients.map(\.processID)).count == 3)
    #expect(!clients.map(\.processID).contains(original))
    for client in clients { #expect(try frames(client, path) == 50) }
    #expect(starter.originalID == original)
  }

  @Test
  func `a copy has nothing open but its socket and the standard descriptors, and is called a run`()
    throws
  {
    let client = try copy()
    defer { client.close() }
    let list = folder.path + "/list"
    let look = "ls /proc/\(client.processID)/fd && tr '\\0' ' ' < /proc/\(client.processID)/cmdline"
    var seen = ""
    // It says who it is before it has closed what it does not need.
    for _ in 0..<400 where !seen.hasPrefix("0\n1\n2\n3\n") || !seen.contains(" run ") {
      usleep(5000)
      _ = Program.run("/bin/sh", ["-c", look], output: list)
      seen = readFile(list).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    #expect(seen.hasPrefix("0\n1\n2\n3\n/"))
    #expect(seen.split(separator: " ").dropFirst() == ["run"])
  }

  @Test func `a copy that crashes is told with its signal, and the next one is not harmed`() throws
  {
    let path = try Run.clip("clip.mp4", seconds: 2, in: folder)
    let client = try copy()
    kill(client.processID, SIGSEGV)
    #expect(
      throws: PluginError(
        .mediaFailed,
        "the program that decodes media was ended by SIGSEGV (bad memory access);"
          + " the media may be damaged or made to do harm")
    ) { try frames(client, path) }
    #expect(try frames(MediaClient(starter), path) == 50)
  }

  @Test func `where the one that stands by is gone, another takes its place`() throws {
    let path = try Run.clip("clip.mp4", seconds: 2, in: folder)
    try copy().close()
    let original = try #require(starter.originalID)
    kill(original, SIGKILL)
    #expect(try frames(MediaClient(starter), path) == 50)
    #expect(try #require(starter.originalID) != original)
  }

  @Test func `the one that stands by ends when nobody wants it for a while`() throws {
    try copy().close()
    let original = try #require(starter.originalID)
    starter.tick(Clock.now + 1_000_000_000)
    #expect(starter.originalID == original)
    starter.tick(Clock.now + 31_000_000_000)
    #expect(starter.originalID == nil)
    #expect(kill(original, 0) == -1 && errno == ESRCH)
  }
}
