import Glibc
import Plugins
import Serving
import TestSupport
import Testing
import Wire

@Suite("Clients that leave, and servers that stop")
struct LifeTests {
  private let text = [("Content-Type", "text/plain"), ("Content-Length", "1")]

  @Test("a client that goes away cancels its request", arguments: [false, true])
  func disconnect(_ isStreamed: Bool) throws {
    let folder = TemporaryFolder()
    let witness = "\(folder.path)/witness"
    let house = try ServedHouse(["slow"], plugin: { $0.writable = [folder.path] })
    let client = try house.client()
    let format = isStreamed ? "ndjson" : "json"
    client.begin(
      "POST", "/v1/run/slow?delay=30&format=\(format)&witness=\(witness)", text)
    client.write([97])
    #expect(wait { lines(witness).contains("push") })
    client.hangUp()
    #expect(wait { lines(witness).contains("cancelled") })
    // The place is free again.
    #expect(try house.post("/v1/run/slow?delay=0", "a", [text[0]]).status == 200)
  }

  @Test("a client that goes away in the middle of its upload leaves nothing behind")
  func halfUpload() throws {
    let house = try ServedHouse()
    for _ in 0..<5 {
      let client = try house.client()
      client.begin("POST", "/v1/run/echo", [("Content-Length", "100000000")])
      client.write(Samples.wav([Int16](repeating: 7, count: 100_000)))
      client.hangUp()
    }
    #expect(wait { (try? inFlight(house)) == 1 })
    #expect(try house.post("/v1/run/echo", bytes: Samples.wav([1])).status == 200)
  }

  @Test("a server that stops answers what is under way first")
  func stop() throws {
    let house = try ServedHouse(["slow"])
    let client = try house.client()
    client.begin("POST", "/v1/run/slow?delay=0.5", text)
    client.write([97])
    #expect(wait { (try? house.engine.plugin("slow").statistics.running) == 1 })
    house.server.stop(within: 10)
    #expect(try client.readAnswer().status == 200)
    #expect(throws: HTTPClient.Failure.self) { try house.client().send("GET", "/v2") }
  }

  @Test("a server that may not wait cancels what is under way")
  func stopAtOnce() throws {
    let house = try ServedHouse(["slow"])
    let client = try house.client()
    client.begin("POST", "/v1/run/slow?delay=30", text)
    client.write([97])
    #expect(wait { (try? house.engine.plugin("slow").statistics.running) == 1 })
    house.server.stop(within: 0)
    #expect(try client.readAnswer().status == 499)
  }

  @Test("a client that is one too many waits until another has gone")
  func oneTooMany() throws {
    let house = try ServedHouse(host: { $0.connections = 2 })
    let clients = try (0..<3).map { _ in try house.client() }
    for client in clients.prefix(2) { #expect(try client.send("GET", "/v2").status == 200) }
    clients[2].begin("GET", "/v2", [])
    // Answered only now, on the connection that was waiting all the time.
    clients[0].hangUp()
    #expect(try clients[2].readAnswer().status == 200)
    #expect(try clients[1].send("GET", "/v2").status == 200)
  }

  @Test("a port that is taken is told")
  func portTaken() throws {
    let house = try ServedHouse([])
    var settings = HostSettings()
    settings.port = Int(house.port)
    let engine = Engine(settings: settings, programs: Programs(folder: BuildFolder.path))
    let sentence = "cannot listen on 127.0.0.1:\(house.port): Address already in use"
    #expect {
      try Server(engine: engine).start()
    } throws: { error in
      (error as? ServerError)?.description == sentence
    }
  }

  private func inFlight(_ house: ServedHouse) throws -> Int {
    let name = "patchbay_http_requests_in_flight "
    let line = try house.get("/metrics").text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { Int($0.dropFirst(name.count)) } ?? -1
  }

  private func lines(_ path: String) -> [Substring] {
    String(decoding: readFile(path) ?? [], as: UTF8.self).split(separator: "\n").map {
      $0.prefix { $0 != " " }
    }
  }

  /// Whether `condition` comes true within a time that is long enough for every machine.
  private func wait(_ condition: () -> Bool) -> Bool {
    let limit = Clock.now + 20_000_000_000
    while Clock.now < limit {
      if condition() { return true }
      usleep(5000)
    }
    return condition()
  }
}
