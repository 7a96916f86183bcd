import Plugins
import Testing

@Suite("The engine, inline and in a worker")
struct EngineTests {
  @Test(
    "sends a block of audio through a plugin and back",
    arguments: [
      PluginSettings.Isolation.process, .inline,
    ])
  func audioThere(isolation: PluginSettings.Isolation) throws {
    let house = House(["echo"], isolation: isolation)
    #expect(try house.plugin("echo").state == .ready)
    let samples = (0..<16).map { Float($0) / 3 }
    let receiver = try house.run("echo", [], [audio(samples)])
    #expect(receiver.error == nil)
    #expect(receiver.events == [.vector(port: 0, time: 0, values: samples)])
  }

  @Test(
    "carries inputs and results of several megabytes",
    arguments: [
      PluginSettings.Isolation.process, .inline,
    ])
  func large(isolation: PluginSettings.Isolation) throws {
    let house = House(["echo"], isolation: isolation)
    let samples = (0..<4_000_000).map { Float($0) }
    let receiver = try house.run("echo", [], [audio(samples)])
    #expect(receiver.error == nil)
    #expect(receiver.events == [.vector(port: 0, time: 0, values: samples)])
  }

  @Test("answers a thousand requests that come at once")
  func many() throws {
    let house = House(["echo"]) { $0.queue = 2000 }
    let receivers = (0..<1000).map { _ in TestReceiver() }
    for (index, receiver) in receivers.enumerated() {
      try house.submit("echo", [], [text("\(index)")], receiver)
    }
    for (index, receiver) in receivers.enumerated() {
      #expect(receiver.error == nil)
      #expect(
        receiver.events == [.label(port: 2, time: 0, label: "\(index)", score: .nan, box: nil)]
          || receiver.events.count == 1)
    }
  }

  @Test("survives a trap and names the plugin and the signal")
  func trap() throws {
    let house = House(["misbehave", "echo"])
    let receiver = try house.run("misbehave", [("how", "index")], [text("x")])
    let error = try #require(receiver.error)
    #expect(error.code == .crashed)
    #expect(error.message.hasPrefix("misbehave crashed: its process was ended by SIGILL"))
    #expect(receiver.endings == 1)
    let again = try house.run("misbehave", [("how", "behave")], [text("x")])
    #expect(again.error == nil)
  }

  @Test("stops a plugin that hangs and ignores its cancellation")
  func hang() throws {
    let house = House(["misbehave"]) { $0.grace = 0.1 }
    let receiver = try house.run(
      "misbehave", [("how", "hang")], [text("x")], timeout: 0.3)
    #expect(receiver.error?.message == "misbehave did not answer within 0.3 s")
    let again = try house.run("misbehave", [("how", "behave")], [text("x")])
    #expect(again.error == nil)
  }

  @Test("stops a plugin that eats memory")
  func memory() throws {
    let house = House(["misbehave"]) { $0.memory = 200 << 20 }
    let receiver = try house.run("misbehave", [("how", "memory")], [text("x")])
    #expect(
      receiver.error?.message
        == "misbehave used more than its 200 MiB of memory and was stopped")
  }

  @Test("refuses the request that finds the queue full")
  func queueFull() throws {
    let house = House(["slow"]) { $0.queue = 2 }
    var refused: PluginError?
    let receivers = (0..<4).map { _ in TestReceiver() }
    for receiver in receivers {
      do {
        try house.submit("slow", [("delay", "0.2")], [text("x")], receiver)
      } catch let error as PluginError {
        refused = error
      }
    }
    #expect(
      refused?.message == "slow: 3 requests are waiting already; try again in a moment")
    #expect(receivers.dropLast().allSatisfy { $0.error == nil })
  }

  @Test("is loaded and unloaded again and again")
  func reload() throws {
    let house = House(["echo"])
    for _ in 0..<20 {
      try house.engine.unload("echo")
      #expect(try house.plugin("echo").state == .disabled)
      try house.engine.load("echo")
      #expect(try house.run("echo", [], [audio([1])]).error == nil)
    }
  }
}
