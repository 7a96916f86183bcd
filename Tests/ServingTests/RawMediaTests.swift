import JSON
import Testing

@Suite("Raw tensors, for a plugin that wants its media just so")
struct RawMediaTests {
  private let house: ServedHouse

  init() throws { house = try ServedHouse(["picky"]) }

  private func infer(_ inputs: String, output: String) throws -> JSONNode? {
    let answer = try house.post(
      "/v2/models/picky/infer",
      #"{"inputs":[\#(inputs)],"outputs":[{"name":"\#(output)"},{"name":"\#(output).time"}]}"#)
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json["outputs"]
  }

  /// The results of a run, in the form of an answer's data.
  private func run(_ answer: HTTPAnswer, port: String) throws -> (times: [JSONNode], [JSONNode]) {
    #expect(answer.status == 200, "\(answer.text)")
    let rows = try answer.json[port]?.elements ?? []
    return (rows.compactMap { $0["time"] }, rows.flatMap { $0["values"]?.elements ?? [] })
  }

  @Test("samples as wanted are cut into blocks, and go to it as they are")
  func blocks() throws {
    let outputs = try infer(
      #"{"name":"audio","shape":[1,7],"datatype":"FP32","data":[1,2,3,4,5,6,7]}"#, output: "blocks")
    #expect(outputs?[0]?["shape"] == [3, 4])
    #expect(outputs?[0]?["data"] == [1, 2, 3, 4, 3, 4, 5, 6, 5, 6, 7, nil])
    #expect(outputs?[1]?["data"] == [0, 0.00025, 0.0005])
  }

  @Test("samples at another rate are resampled, to the last bit like a recording's")
  func resampled() throws {
    let samples = (0..<64).map { Int16($0 * 500 - 16_000) }
    let data = samples.map { "\(Float($0) / 32768)" }.joined(separator: ",")
    let outputs = try infer(
      #"{"name":"audio","shape":[1,64],"datatype":"FP32","parameters":{"rate":16000},"#
        + #""data":[\#(data)]}"#, output: "blocks")
    let answer = try house.post("/v1/run/picky", bytes: Samples.wav(samples))
    let (times, values) = try run(answer, port: "blocks")
    #expect(times.count > 10)
    #expect(outputs?[1]?["data"] == .array(times))
    #expect(outputs?[0]?["data"]?.elements?.prefix(40) == values.prefix(40))
  }

  @Test("two channels are mixed")
  func mixed() throws {
    let outputs = try infer(
      #"{"name":"audio","shape":[2,4],"datatype":"FP32","data":[1,0.5,0,0.25,0,0.5,0,0.25]}"#,
      output: "blocks")
    #expect(outputs?[0]?["data"] == [0.5, 0.5, 0, 0.25])
  }

  @Test("pixels are scaled, turned grey and chosen like pictures with the same times")
  func pixels() throws {
    let colours: [[UInt8]] = [[10, 20, 30], [90, 90, 90], [200, 100, 0]]
    let times = ["0", "0.5", "1"]
    let data = colours.flatMap { colour in (0..<64).flatMap { _ in colour } }
    let outputs = try infer(
      #"{"name":"frame","shape":[3,8,8,3],"datatype":"UINT8","#
        + #""data":[\#(data.map(String.init).joined(separator: ","))]},"#
        + #"{"name":"frame.time","shape":[3],"datatype":"FP64","data":[0,0.5,1]}"#,
      output: "pixels")
    let (type, body) = Samples.multipart(
      zip(times, colours).map { time, colour in
        ("frame@\(time)", Samples.picture(width: 8, height: 8, colour))
      })
    let answer = try house.post("/v1/run/picky", bytes: body, [("Content-Type", type)])
    let (runTimes, values) = try run(answer, port: "pixels")
    #expect(runTimes == [0, 1])
    #expect(values.prefix(2) == [4, 4])
    #expect(outputs?[1]?["data"] == .array(runTimes))
    #expect(outputs?[0]?["data"] == .array(values))
  }
}
