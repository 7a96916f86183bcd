import Glibc
import Plugins
import TestSupport
import Testing
import Wire

@Suite("Loading again")
struct ReloadTests {
  private let folder = TemporaryFolder()

  private func install(_ fixture: Fixture, as name: String) throws -> String {
    let path = "\(folder.path)/\(name).so"
    let bytes = try #require(readFile(try FixtureBuilder.library(fixture)))
    unlink(path)
    #expect(writeFile(path, bytes))
    return path
  }

  @Test("lets the requests that are under way end, and takes up the others")
  func drain() throws {
    let house = House(["slow"]) { $0.queue = 50 }
    let receivers = (0..<20).map { _ in TestReceiver() }
    for receiver in receivers {
      try house.submit("slow", [("delay", "0.02")], [text("x")], receiver)
    }
    for _ in 0..<3 { try house.engine.load("slow") }
    for receiver in receivers { #expect(receiver.error == nil && receiver.endings == 1) }
  }

  @Test("lets an open stream go on with the old instance")
  func stream() throws {
    let house = House(["echo"])
    let plugin = try house.plugin("echo")
    let receiver = TestReceiver()
    let call = Call(
      parameters: try plugin.values(from: []), media: MediaInfo(), timeout: nil,
      receiver: receiver)
    try plugin.submit(call)
    #expect(receiver.waitUntilOpen())
    let old = plugin.processes
    try house.engine.load("echo")
    #expect(plugin.processes != old)
    let push = Push(.text(port: 2), .payload(Payload("still here".utf8)))
    #expect(plugin.push(call, push))
    #expect(receiver.waitUntilConsumed(1))
    #expect(plugin.finish(call))
    #expect(receiver.error == nil && receiver.count == 1)
    #expect(!plugin.push(call, push))
    for process in old { #expect(isGone(process)) }
  }

  private func isGone(_ process: pid_t) -> Bool {
    for _ in 0..<1000 {
      if kill(process, 0) != 0 { return true }
      usleep(5000)
    }
    return false
  }

  @Test("keeps the old library when the new one is broken")
  func broken() throws {
    let path = try install(.well, as: "plugin")
    let house = House(["well"]) { $0.library = path }
    #expect(try house.run("well", [], [text("x", port: 0)]).error == nil)
    _ = try install(.crashingConstructor, as: "plugin")
    #expect(throws: PluginError.self) { try house.engine.load("well") }
    #expect(try house.plugin("well").state == .ready)
    #expect(try house.run("well", [], [text("x", port: 0)]).error == nil)
    let done = house.engine.apply(house.engine.settings)
    #expect(done.count == 1 && done[0].hasPrefix("well: kept as it was: plugin.so crashed"))
  }

  @Test("keeps the old instances when the new ones do not start")
  func notStarting() throws {
    let library = try FixtureBuilder.library(.unruly)
    let house = House(["unruly"]) { $0.library = library }
    var settings = house.engine.settings
    settings.plugins[0].parameters["at-start"] = ParameterSetting(
      text: "fail", line: 1, column: 1)
    #expect(
      house.engine.apply(settings)
        == ["unruly: kept as it was: unruly: the fixture failed as it was told"])
    #expect(try house.run("unruly", [], [text("x")]).error == nil)
  }

  @Test("tells what keeps a plugin from starting at all")
  func neverStarted() throws {
    let library = try FixtureBuilder.library(.unruly)
    for (deed, message) in [
      ("fail", "unruly: the fixture failed as it was told"),
      (
        "abort",
        "unruly crashed while it started: its process was ended by SIGABRT (the code gave up)"
      ),
      ("hang", "unruly did not start within 0.5 s and was stopped"),
    ] {
      let house = House(["unruly"]) {
        $0.library = library
        $0.callTimeout = 0.5
        $0.parameters["at-start"] = ParameterSetting(text: deed, line: 1, column: 1)
      }
      #expect(
        try house.plugin("unruly").state == .refused(Refusal(.failedToStart, message)))
      #expect(
        throws: PluginError(.refused, "unruly is not loaded: \(message)")
      ) { try house.submit("unruly", [], [text("x")], TestReceiver()) }
    }
  }

  @Test("does not start another library than the one that was found sound")
  func replaced() throws {
    let path = try install(.well, as: "plugin")
    let house = House(["well"]) {
      $0.library = path
      $0.crashLimit = 2
    }
    let plugin = try house.plugin("well")
    _ = try install(.unruly, as: "plugin")
    kill(try #require(plugin.processes.first), SIGKILL)
    for _ in 0..<1000 where plugin.state.name != "quarantined" { usleep(5000) }
    #expect(
      plugin.state
        == .quarantined(
          "2 failures in a row, the last one: the library of well was replaced by another one; "
            + "load it again"))
    try house.engine.load("well")
    #expect(plugin.description?.name == "unruly")
  }

  @Test("starts again what was only copied anew")
  func copied() throws {
    let path = try install(.well, as: "plugin")
    let house = House(["well"]) { $0.library = path }
    _ = try install(.well, as: "plugin")
    kill(try #require(try house.plugin("well").processes.first), SIGKILL)
    #expect(try house.run("well", [], [text("x", port: 0)]).error == nil)
  }

  @Test("tries again what was refused before: what it lacked may be there now")
  func missingDependency() throws {
    let probe = Probe(worker: "\(BuildFolder.path)/patchbay-worker")
    let path = try FixtureBuilder.library(.missingDependency)
    for _ in 0..<2 {
      guard case .failure(let refusal) = probe.examine(path) else {
        Issue.record("it was accepted")
        return
      }
      #expect(refusal.reason == .missingDependency)
    }
  }

  @Test("leaves no request without an answer when the plugin goes away")
  func unloaded() throws {
    let house = House(["slow"]) { $0.grace = 0.1 }
    let receivers = (0..<5).map { _ in TestReceiver() }
    for receiver in receivers {
      try house.submit("slow", [("delay", "0.05")], [text("x")], timeout: nil, receiver)
    }
    house.engine.stop(within: 0.1)
    for receiver in receivers {
      #expect(receiver.wait() != nil && receiver.endings == 1)
    }
    #expect(try house.plugin("slow").processes.isEmpty)
  }

  @Test("ends the requests of a plugin that does not end by itself")
  func stopped() throws {
    let library = try FixtureBuilder.library(.unruly)
    let house = House(["unruly"]) { $0.library = library }
    let receiver = TestReceiver()
    try house.submit("unruly", [("how", "block-signals")], [text("x")], timeout: nil, receiver)
    usleep(50_000)
    house.engine.stop(within: 0.2)
    #expect(
      receiver.error
        == PluginError(.disabled, "unruly was unloaded before the request had ended"))
  }

  @Test("takes a plugin out of the manifest while it works")
  func removed() throws {
    let house = House(["slow", "echo"])
    let receiver = TestReceiver()
    try house.submit("slow", [("delay", "0.3")], [text("x")], receiver)
    var settings = house.engine.settings
    settings.plugins.removeFirst()
    #expect(house.engine.apply(settings) == ["slow: removed"])
    #expect(receiver.error == nil)
    #expect(
      throws: PluginError(.unknownPlugin, "no plugin named 'slow'")
    ) { _ = try house.plugin("slow") }
  }

  @Test("costs neither memory nor descriptors, however often")
  func often() throws {
    let house = House(["echo"])
    func cycle() throws {
      try house.engine.unload("echo")
      try house.engine.load("echo")
      #expect(try house.run("echo", [], [audio([1])]).error == nil)
    }
    for _ in 0..<20 { try cycle() }
    let before = try #require(ProcessMemory(of: getpid()))
    for _ in 0..<200 { try cycle() }
    let after = try #require(ProcessMemory(of: getpid()))
    let growth = (after.own - before.own) >> 10
    print("200 loads and unloads: \(growth) KiB more")
    // Other tests run in this process at the same time: this finds leaks of whole workers.
    #expect(growth < 200 << 10)
  }
}
