import Glibc
import Plugins
import TestSupport
import Testing
import Wire

@Suite("Plugins that have nothing to do")
struct RestTests {
  @Test("end their process, and answer the next request all the same")
  func rest() throws {
    let house = House(["echo"]) { $0.rest = 0.05 }
    let plugin = try house.plugin("echo")
    for _ in 0..<3 {
      #expect(wait { plugin.processes.isEmpty })
      #expect(plugin.state == .ready)
      let receiver = try house.run("echo", [], [audio([1, 2])])
      #expect(succeeded(receiver))
    }
    #expect(plugin.statistics.restarts == 0)
  }

  @Test("do not rest while a request is under way")
  func busy() throws {
    let house = House(["slow"]) { $0.rest = 0.05 }
    let delay = [(name: "delay", text: "0.5")]
    let receiver = try house.run("slow", delay, [text("x")])
    #expect(succeeded(receiver))
  }

  @Test("can be unloaded and stopped while they rest")
  func unload() throws {
    let house = House(["echo"]) { $0.rest = 0.05 }
    let plugin = try house.plugin("echo")
    #expect(wait { plugin.processes.isEmpty })
    try house.engine.unload("echo")
    #expect(plugin.state == .disabled)
    try house.engine.load("echo")
    #expect(succeeded(try house.run("echo", [], [audio([1])])))
  }

  @Test("may rest before anybody has seen them serve")
  func atOnce() throws {
    for _ in 0..<5 {
      let house = House(["echo"]) { $0.rest = 1e-6 }
      #expect(succeeded(try house.run("echo", [], [audio([1])])))
    }
  }

  @Test("stay for good where the manifest says so")
  func never() throws {
    let house = House(["echo"]) { $0.rest = nil }
    let plugin = try house.plugin("echo")
    let process = plugin.processes
    usleep(200_000)
    #expect(plugin.processes == process)
  }

  private func succeeded(_ receiver: TestReceiver) -> Bool {
    if case .success = receiver.wait() { true } else { false }
  }

  /// Whether `condition` comes true within a time that is long enough for every machine.
  private func wait(_ condition: () -> Bool) -> Bool {
    let limit = Clock.now + 20_000_000_000
    while Clock.now < limit {
      if condition() { return true }
      usleep(2000)
    }
    return condition()
  }
}
