import Glibc
import Plugins
import TestSupport
import Testing
import Wire

@Suite("Supervision")
struct SupervisionTests {
  private func unruly(
    _ others: [String] = [], _ adjust: @escaping (inout PluginSettings) -> Void = { _ in }
  ) throws -> House {
    let library = try FixtureBuilder.library(.unruly)
    return House(["unruly"] + others) {
      if $0.name == "unruly" { $0.library = library }
      $0.grace = 0.1
      adjust(&$0)
    }
  }

  private let crash = [(name: "how", text: "exit-at-once")]

  @Test("quarantines a plugin that fails again and again, until it is loaded again")
  func quarantine() throws {
    let house = try unruly { $0.crashLimit = 3 }
    for _ in 0..<3 { #expect(try house.run("unruly", crash, [text("x")]).error?.code == .crashed) }
    let plugin = try house.plugin("unruly")
    let last = "unruly crashed: its process exited with status 3"
    let why = "3 failures in a row, the last one: \(last)"
    for _ in 0..<400 where plugin.state.name != "quarantined" { usleep(5000) }
    #expect(plugin.state == .quarantined(why))
    #expect(
      throws: PluginError(
        .quarantined, "unruly is quarantined until it is loaded again: \(why)")
    ) {
      try house.submit("unruly", [], [text("x")], TestReceiver())
    }
    try house.engine.load("unruly")
    #expect(plugin.state == .ready)
    #expect(try house.run("unruly", [], [text("x")]).error == nil)
  }

  @Test("counts failures in a row only")
  func inARow() throws {
    let house = try unruly { $0.crashLimit = 3 }
    for _ in 0..<3 {
      for _ in 0..<2 { try house.run("unruly", crash, [text("x")]) }
      #expect(try house.run("unruly", [], [text("x")]).error == nil)
    }
  }

  @Test("loses none of the requests that waited behind one that crashed")
  func behind() throws {
    let house = try unruly { $0.queue = 200 }
    let culprit = TestReceiver()
    try house.submit("unruly", [("how", "abort")], [text("x")], culprit)
    let others = (0..<100).map { _ in TestReceiver() }
    for other in others { try house.submit("unruly", [], [text("x")], other) }
    #expect(culprit.error?.code == .crashed)
    for other in others { #expect(other.error == nil && other.endings == 1) }
  }

  @Test("keeps a plugin under load from noticing what happens to another one")
  func neighbour() throws {
    let house = try unruly(["echo"]) { if $0.name == "unruly" { $0.memory = 300 << 20 } }
    let load = Load(house)
    for deed in ["segfault", "exit", "abort", "hang", "memory", "flood", "huge-artifact", "kill"] {
      let error = try house.run("unruly", [("how", deed)], [text("x")], timeout: 1).error
      if !["flood", "huge-artifact"].contains(deed) {
        #expect(error?.message.hasPrefix("unruly ") == true, "\(deed): \(error?.message ?? "none")")
      }
      #expect(try house.run("unruly", [], [text("x")]).error == nil)
    }
    let (answered, failed) = load.stop()
    print("under load meanwhile: \(answered) requests answered, \(failed) failed")
    #expect(answered > 0 && failed == 0)
  }

  @Test("names the memory that was too much, and the results")
  func tooMuch() throws {
    let house = try unruly {
      $0.memory = 200 << 20
      $0.resultBytes = 1 << 20
    }
    #expect(
      try house.run("unruly", [("how", "memory")], [text("x")]).error
        == PluginError(
          .outOfMemory, "unruly used more than its 200 MiB of memory and was stopped"))
    let most = "unruly sent more than 1 MiB of results for one request and was stopped"
    for deed in ["flood", "huge-artifact"] {
      let receiver = try house.run(
        "unruly", [("how", deed), ("amount", "5000000")], [text("x")])
      #expect(receiver.error == PluginError(.brokeContract, most))
    }
    #expect(try house.run("unruly", [], [text("x")]).error == nil)
  }

  @Test("stops a plugin that gives no sign of life, though nobody is in a hurry")
  func noSign() throws {
    let house = try unruly { $0.callTimeout = 0.3 }
    let receiver = try house.run("unruly", [("how", "spin")], [text("x")], timeout: nil)
    #expect(
      receiver.error
        == PluginError(
          .hung, "unruly hung: it gave no sign of life for 0.3 s and was stopped"))
  }

  @Test("hears a plugin at once that sends something while it works, and waits on for it")
  func signs() throws {
    // All four take longer than the one call may take without a sign of life.
    let house = House(["slow"]) { $0.callTimeout = 0.9 }
    let receiver = TestReceiver()
    let texts = (0..<4).map { text("\($0)") }
    try house.submit("slow", [("delay", "0.3")], texts, receiver)
    #expect(receiver.waitForEvents(1))
    #expect(receiver.count < 4)
    #expect(receiver.error == nil)
    #expect(receiver.count == 4)
  }

  @Test("lives with a plugin that closes its descriptors")
  func closed() throws {
    let house = try unruly()
    try house.run("unruly", [("how", "close-descriptors")], [text("x")])
    #expect(try house.run("unruly", [], [text("x")]).error == nil)
  }

  @Test(
    "believes nothing of what a worker writes over the memory they share",
    arguments: (0..<40).map { "noise \($0)" } + ["fill 0", "fill 1", "fill 127", "fill 255"])
  func liar(how: String) throws {
    let library = try FixtureBuilder.library(.liar)
    let house = House(["liar", "echo"]) {
      if $0.name == "liar" { $0.library = library }
      ($0.callTimeout, $0.grace, $0.crashLimit) = (0.3, 0.1, 1000)
    }
    let receiver = try house.run("liar", [], [text(how, port: 0), text("x", port: 0)], timeout: 5)
    #expect(receiver.hasEnded && receiver.endings == 1)
    #expect(
      try house.run("echo", [], [audio([4])]).events == [.vector(port: 0, time: 0, values: [4])])
    for _ in 0..<3 where try house.run("liar", [], [text("x", port: 0)], timeout: 2).error != nil {}
    #expect(try house.run("liar", [], [text("x", port: 0)], timeout: 5).error == nil)
  }
}

/// Requests to echo, one after the other, on a thread of its own.
private final class Load: @unchecked Sendable {  // `lock` guards the rest
  private let lock = Lock()
  private var isStopping = false
  private var isOver = false
  private var answered = 0
  private var failed = 0

  init(_ house: House) {
    startThread("load") { [self] in
      while !lock.withLock({ isStopping }) {
        let receiver = try? house.run("echo", [], [audio([1, 2, 3])])
        let isRight = receiver?.events == [.vector(port: 0, time: 0, values: [1, 2, 3])]
        lock.withLock { if isRight { answered += 1 } else { failed += 1 } }
      }
      lock.withLock {
        isOver = true
        lock.notify()
      }
    }
  }

  func stop() -> (answered: Int, failed: Int) {
    lock.withLock {
      isStopping = true
      while !isOver { lock.wait(nanoseconds: 50_000_000) }
      return (answered, failed)
    }
  }
}
