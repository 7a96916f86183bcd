import JSON
import Testing

@Suite("Limits")
struct LimitTests {
  private let text = [("Content-Type", "text/plain")]

  @Test("a body that is announced too large is refused at once")
  func announced() throws {
    let house = try ServedHouse(host: { $0.bodyLimit = 1000 })
    let sentence = "413 too-large: the body is larger than the 1000 bytes that are taken here"
    #expect(
      try house.post("/v1/run/echo", bytes: [UInt8](repeating: 1, count: 2000)).problem
        == sentence)
    let client = try house.client()
    client.begin(
      "POST", "/v1/run/echo", [("Content-Length", "1000000"), ("Expect", "100-continue")])
    #expect(try client.readAnswer().problem == sentence)
    #expect(client.isClosed())
  }

  @Test("a body in chunks is refused when it has become too large")
  func chunks() throws {
    let house = try ServedHouse(host: { $0.bodyLimit = 1000 })
    let client = try house.client()
    client.begin("POST", "/v1/run/echo", [("Transfer-Encoding", "chunked")])
    for _ in 0..<30 { client.writeChunk([UInt8](repeating: 1, count: 100)) }
    client.writeChunk([])
    #expect(
      try client.readAnswer().problem
        == "413 too-large: the body is larger than the 1000 bytes that are taken here")
  }

  @Test("a client that asks first is told to go on")
  func goOn() throws {
    let house = try ServedHouse()
    let client = try house.client()
    client.begin(
      "POST", "/v1/run/echo", text + [("Content-Length", "1"), ("Expect", "100-continue")])
    #expect(try client.readHead().status == 100)
    client.write([97])
    #expect(try client.readAnswer().status == 200)
  }

  @Test("a body that stands still is given up")
  func stuck() throws {
    let house = try ServedHouse(uploadSeconds: 0.2)
    let client = try house.client()
    client.begin("POST", "/v1/run/echo", text + [("Content-Length", "10")])
    client.write([97, 98])
    #expect(
      try client.readAnswer().problem
        == "408 too-slow: the body has stood still for too long; send it again")
    #expect(client.isClosed())
  }

  @Test("a body that unpacks to too much is refused")
  func bomb() throws {
    let house = try ServedHouse(host: { $0.bodyLimit = 10_000 })
    let answer = try house.post(
      "/v2/models/echo/infer", bytes: Packed.zeros, [("Content-Encoding", "gzip")])
    #expect(answer.problem == "413 too-large: the body unpacks to more than 10000 bytes")
  }

  @Test("packed requests are read, and answers are packed for who asks")
  func packing() throws {
    let house = try ServedHouse()
    let answer = try house.post(
      "/v2/models/echo/infer", bytes: Packed.request, [("Content-Encoding", "gzip")])
    #expect(try answer.json["outputs"]?[4]?["data"] == ["a"], "\(answer.text)")
    #expect(
      try house.post(
        "/v2/models/echo/infer", bytes: Array(Packed.request.prefix(40)),
        [("Content-Encoding", "gzip")]
      ).problem == "400 bad-request: the packed body ends too early")
    #expect(
      try house.post("/v2/models/echo/infer", "x", [("Content-Encoding", "br")]).problem
        == "415 unsupported-encoding: the body's Content-Encoding is 'br'; "
        + "send it as gzip, as deflate or plain")
    let client = try house.client()
    let packed = try client.send("GET", "/v1/plugins", [("Accept-Encoding", "gzip")])
    #expect(packed.headers["content-encoding"] == "gzip")
    #expect(packed.body.prefix(2) == [0x1F, 0x8B])
  }

  @Test("a full queue is 429, with a time to come back")
  func queueFull() throws {
    let house = try ServedHouse(["slow"], plugin: { $0.queue = 1 })
    let clients = try (0..<6).map { _ in try house.client() }
    for client in clients {
      client.begin("POST", "/v1/run/slow?delay=0.5", text + [("Content-Length", "1")])
      client.write([97])
    }
    let answers = try clients.map { try $0.readAnswer() }
    #expect(answers.contains { $0.status == 200 })
    let refused = try #require(answers.first { $0.status == 429 })
    #expect(refused.headers["retry-after"] == "1")
    #expect(try refused.json["code"] == "queue-full")
  }

  @Test("a request that takes too long is 504")
  func timeout() throws {
    let house = try ServedHouse(["slow"])
    #expect(
      try house.post("/v1/run/slow?delay=60&timeout=0.2", "a", text).problem
        == "504 timed-out: slow did not answer within 0.2 s")
  }

  @Test("a plugin that crashes is 500, and the next request is answered")
  func crash() throws {
    let house = try ServedHouse(["misbehave"])
    let answer = try house.post("/v1/run/misbehave?how=index", "a", text)
    #expect(answer.status == 500)
    #expect(try answer.json["code"] == "crashed")
    #expect(answer.text.contains("misbehave"))
    #expect(try house.post("/v1/run/misbehave", "a", text).status == 200)
  }
}
