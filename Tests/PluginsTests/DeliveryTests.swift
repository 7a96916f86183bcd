import Plugins
import TestSupport
import Testing
import Wire

private let both: [PluginSettings.Isolation] = [.process, .inline]

@Suite("What reaches a receiver")
struct DeliveryTests {
  private func house(_ isolation: PluginSettings.Isolation = .process) throws -> House {
    let library = try FixtureBuilder.library(.unruly)
    return House(["unruly"], isolation: isolation) {
      $0.library = library
      $0.grace = 5
    }
  }

  private let flood = [(name: "how", text: "flood"), ("amount", "300000")]

  @Test("ends once and with nothing behind it, whenever it is cancelled", arguments: both)
  func cancelled(isolation: PluginSettings.Isolation) throws {
    let house = try house(isolation)
    for pause in 0..<20 {
      let receiver = TestReceiver()
      let call = try house.submit("unruly", flood, [text("x")], receiver)
      _ = receiver.waitForEvents(pause * 100)
      call.cancel()
      call.cancel()
      #expect(receiver.error?.code == .cancelled)
      let count = receiver.count
      let next = try house.run("unruly", [], [text("x")])
      #expect(next.error == nil)
      #expect(receiver.count == count && receiver.lateEvents == 0 && receiver.endings == 1)
    }
  }

  @Test("may cancel from within", arguments: both)
  func fromWithin(isolation: PluginSettings.Isolation) throws {
    let house = try house(isolation)
    let receiver = TestReceiver()
    let plugin = try house.plugin("unruly")
    let call = Call(
      parameters: try plugin.values(from: flood), inputs: [text("x")], timeout: 20,
      receiver: receiver)
    receiver.atEvent = { call.cancel() }
    try plugin.submit(call)
    #expect(receiver.error?.code == .cancelled)
    #expect(receiver.count == 1 && receiver.endings == 1)
  }

  @Test("is let go of at the end", arguments: both)
  func released(isolation: PluginSettings.Isolation) throws {
    let house = try house(isolation)
    weak var gone: TestReceiver?
    var call: Call?
    do {
      let receiver = TestReceiver()
      gone = receiver
      call = try house.submit("unruly", [], [text("x")], receiver)
      #expect(receiver.error == nil)
    }
    _ = try house.run("unruly", [], [text("x")])  // whoever told it has returned by now
    #expect(gone == nil && call != nil)
  }

  @Test("hears of a cancellation that came before the request")
  func early() throws {
    let house = try house()
    let plugin = try house.plugin("unruly")
    let receiver = TestReceiver()
    let call = Call(
      parameters: try plugin.values(from: []), inputs: [text("x")], timeout: nil,
      receiver: receiver)
    call.cancel()
    #expect(throws: PluginError(.cancelled, "the request was cancelled")) {
      try plugin.submit(call)
    }
    #expect(receiver.endings == 0)
  }

  @Test("sees a plugin that gives up unasked as one that failed", arguments: both)
  func unasked(isolation: PluginSettings.Isolation) throws {
    let receiver = try house(isolation).run("unruly", [("how", "cancel-unasked")], [text("x")])
    #expect(
      receiver.error
        == PluginError(
          .failed, "unruly: it gave up as if the request were cancelled; it was not"))
  }

  @Test("gets the beginning of a sentence without end", arguments: both)
  func atLength(isolation: PluginSettings.Isolation) throws {
    let receiver = try house(isolation).run("unruly", [("how", "fail-at-length")], [text("x")])
    let a = String(repeating: "a", count: 1000)
    #expect(receiver.error == PluginError(.failed, "unruly: \(a)..."))
  }
}
