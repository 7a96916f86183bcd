import Glibc
import Plugins
import TestSupport
import Testing
import Wire

@Suite("A plugin's queue")
struct QueueTests {
  private func slow(
    _ isolation: PluginSettings.Isolation = .process,
    _ adjust: @escaping (inout PluginSettings) -> Void = { _ in }
  ) -> House {
    House(["slow"], isolation: isolation, adjust)
  }

  @Test(
    "answers in time when a request takes too long",
    arguments: [PluginSettings.Isolation.process, .inline])
  func deadline(isolation: PluginSettings.Isolation) throws {
    let house = slow(isolation)
    let receiver = try house.run("slow", [("delay", "30")], [text("x")], timeout: 0.3)
    #expect(
      receiver.error == PluginError(.timedOut, "slow did not answer within 0.3 s"))
    #expect(receiver.endings == 1)
    #expect(try house.run("slow", [("delay", "0")], [text("x")]).error == nil)
  }

  @Test("answers in time when a request was not even begun")
  func waiting() throws {
    let house = slow { $0.queue = 100 }
    let receivers = (0..<80).map { _ in TestReceiver() }
    for receiver in receivers {
      try house.submit("slow", [("delay", "0.1")], [text("x")], timeout: 0.3, receiver)
    }
    let errors = receivers.compactMap(\.error)
    #expect(errors.count > 40)
    #expect(errors.allSatisfy { $0.code == .timedOut })
    #expect(
      errors.last?.message
        == "slow: the request waited 0.3 s and was not begun; it is overloaded")
  }

  @Test("uses the manifest's limit where a request has none")
  func manifestLimit() throws {
    let house = slow { $0.requestTimeout = 0.25 }
    let receiver = try house.run("slow", [("delay", "30")], [text("x")], timeout: nil)
    #expect(receiver.error?.message == "slow did not answer within 0.25 s")
  }

  @Test(
    "tells the plugin at once when a request is cancelled",
    arguments: [PluginSettings.Isolation.process, .inline])
  func cancellation(isolation: PluginSettings.Isolation) throws {
    let folder = TemporaryFolder()
    let house = slow(isolation) { $0.writable = [folder.path] }
    let witness = "\(folder.path)/witness"
    let receiver = TestReceiver()
    let call = try house.submit(
      "slow", [("delay", "30"), ("witness", witness)], [text("x")], receiver)
    #expect(wait(for: "push", in: witness) != nil)
    let asked = Clock.now
    call.cancel()
    #expect(receiver.error?.message == "the request was cancelled")
    let seen = try #require(wait(for: "cancelled", in: witness))
    let milliseconds = Double(seen - asked) / 1e6
    print("cancellation, \(isolation.rawValue): seen by the plugin after \(milliseconds) ms")
    #expect(milliseconds < 5000)
  }

  /// The time at which the plugin noted `event`, or nil if it does not.
  private func wait(for event: String, in path: String) -> Int64? {
    for _ in 0..<2000 {
      let lines = String(decoding: readFile(path) ?? [], as: UTF8.self).split(separator: "\n")
      for line in lines where line.hasPrefix(event + " ") {
        return Int64(line.dropFirst(event.count + 1))
      }
      usleep(5000)
    }
    return nil
  }

  @Test("passes over what was cancelled while it waited")
  func cancelledWaiting() throws {
    let house = slow { $0.queue = 200 }
    let receivers = (0..<100).map { _ in TestReceiver() }
    let calls = try receivers.map {
      try house.submit("slow", [("delay", "0.01")], [text("x")], $0)
    }
    for (index, call) in calls.enumerated() where index % 2 == 1 { call.cancel() }
    for (index, receiver) in receivers.enumerated() {
      #expect((receiver.error?.code == .cancelled) == (index % 2 == 1))
    }
  }

  @Test("takes more inputs than a message holds")
  func manyInputs() throws {
    let house = slow()
    let inputs = (0..<9000).map { text("text \($0)") }
    let receiver = try house.run("slow", [("delay", "0")], inputs)
    #expect(receiver.error == nil)
    #expect(receiver.events.count == 9000)
    #expect(
      receiver.events.last
        == .label(
          port: 0, time: 0, label: "text 8999", score: .nan, box: nil) || receiver.count == 9000)
  }

  @Test("takes a parameter that is longer than a message")
  func longParameter() throws {
    let house = slow()
    let long = String(repeating: "x", count: 400_000)
    let receiver = try house.run("slow", [("delay", "0"), ("witness", long)], [text("y")])
    #expect(receiver.error == nil)
    #expect(receiver.count == 1)
  }

  @Test("refuses inputs that no worker has room for")
  func tooLarge() throws {
    let house = slow()
    let block = Payload(count: 300 << 20)  // never written to, so it costs nothing
    #expect(
      throws: PluginError(
        .tooLarge,
        "slow: 2 inputs of 600 MiB in one request; at most 512 MiB are taken, send them in parts")
    ) {
      try house.submit("slow", [], [.text(port: 2, block), .text(port: 2, block)], TestReceiver())
    }
  }

  @Test("refuses a request that was made for another plugin")
  func otherParameters() throws {
    let house = slow()
    let plugin = try house.plugin("slow")
    let call = Call(
      parameters: [.number(1)], inputs: [text("x")], timeout: nil, receiver: TestReceiver())
    #expect(
      throws: PluginError(
        .notReady, "slow was replaced while the request was on its way; send it again")
    ) {
      try plugin.submit(call)
    }
  }
}
