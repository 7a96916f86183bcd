import Glibc
import JSON
import Testing

@Suite("Bodies that are no media")
struct BadMediaTests {
  private let house: ServedHouse

  init() throws { house = try ServedHouse() }

  @Test("an empty body")
  func empty() throws {
    #expect(
      try house.post("/v1/run/echo").problem
        == "400 bad-request: the body is empty; send the medium as the body")
  }

  @Test("JSON where media is wanted")
  func json() throws {
    #expect(
      try house.post("/v1/run/echo", "{}", [("Content-Type", "application/json")]).problem
        == "415 unsupported-media: the body is application/json; send the medium itself as the "
        + "body, or multipart/form-data, or text/plain")
  }

  @Test("zeros, many of them, and the host's memory stays as it is")
  func zeros() throws {
    _ = try house.post("/v1/run/echo", bytes: Samples.wav([1, 2, 3]))
    let before = residentBytes()
    let size = 512 << 20
    let client = try house.client()
    client.begin("POST", "/v1/run/echo", [("Content-Length", "\(size)")])
    let block = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<size / block.count { #expect(client.write(block)) }
    let answer = try client.readAnswer()
    #expect(answer.status == 415, "\(answer.text)")
    #expect(try answer.json["code"] == "unsupported-media")
    #expect(residentBytes() - before < 64 << 20)
    #expect(try client.send("GET", "/v2/health/live").status == 200)
  }

  @Test("text for a plugin that takes none, and a recording for one that needs text")
  func wrongKinds() throws {
    let house = try ServedHouse(["loudness"])
    #expect(
      try house.post("/v1/run/loudness", "a", [("Content-Type", "text/plain")]).problem
        == "415 unsupported-media: the body is text/plain, but loudness takes no text; "
        + "send a medium")
    let picture = Samples.picture(width: 8, height: 8, [1, 2, 3])
    #expect(
      try house.post("/v1/run/loudness", bytes: picture).problem
        == "415 unsupported-media: the media has no audio stream")
  }

  private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    _ = fgets(&line, 256, file)
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
  }
}
