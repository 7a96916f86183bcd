import Plugins
import TestSupport
import Testing
import Wire

@Suite("What host and worker say to each other")
struct CodingTests {
  private func descriptions() throws -> [Description] {
    let probe = Probe(worker: "\(BuildFolder.path)/patchbay-worker")
    let unruly = try FixtureBuilder.library(.unruly)
    return try [unruly, BuildFolder.library("echo"), BuildFolder.library("slow")].map {
      try probe.examine($0).get()
    }
  }

  @Test("descriptions arrive as they were sent")
  func descriptionThere() throws {
    for description in try descriptions() {
      #expect(try Description(decoding: description.encoded) == description)
    }
  }

  @Test("descriptions that are cut short are refused")
  func descriptionShort() throws {
    for bytes in try descriptions().map(\.encoded) {
      for count in bytes.indices {
        #expect(throws: MalformedMessage.self) {
          try Description(decoding: Array(bytes[..<count]))
        }
      }
    }
  }

  @Test("descriptions full of mistakes are refused or read")
  func descriptionNoise() throws {
    var random = SmallRandom(seed: 5)
    var refused = 0
    for bytes in try descriptions().map(\.encoded) {
      for _ in 0..<2000 {
        var broken = bytes
        for _ in 0..<4 { broken[Int.random(in: bytes.indices, using: &random)] ^= 0xA5 }
        if (try? Description(decoding: broken)) == nil { refused += 1 }
      }
    }
    #expect(refused > 100)
  }

  private let frame = FrameHeader(
    port: 3, time: 1.25, duration: .infinity, format: .nv12, isKey: true, width: 7, height: 5,
    sourceWidth: 70, sourceHeight: 50, stride: 8, chromaStride: 16, chromaOffset: 40)
  private let audio = AudioHeader(
    port: 1, time: -2, sampleRate: 44100, channels: 2, samples: 9, channelStride: 36)

  private func decoded(
    _ push: Push, _ place: WirePlace
  ) throws -> (Push.Header, WirePlace, [UInt8]) {
    var writer = ByteWriter()
    writer.write(push, at: place)
    return try unsafe writer.bytes.withUnsafeBytes { bytes in
      var reader = unsafe RawReader(bytes)
      let (header, place, inline) = try unsafe reader.readPush()
      return (header, place, unsafe Array(inline))
    }
  }

  @Test("media arrive as they were sent, in the message or elsewhere")
  func pushes() throws {
    let headers: [Push.Header] = [
      .frame(frame), .audio(audio), .text(port: 2), .packets(port: 0, count: 11),
    ]
    for header in headers {
      let push = Push(header, .payload(Payload([1, 2, 3, 4, 5])))
      let inline = try decoded(push, .inline)
      #expect(inline.0 == header && inline.1 == .inline && inline.2 == [1, 2, 3, 4, 5])
      let place = WirePlace.memory(9, offset: 8192, count: 5)
      let elsewhere = try decoded(push, place)
      #expect(elsewhere.0 == header && elsewhere.1 == place && elsewhere.2.isEmpty)
    }
  }

  @Test("media that are cut short are refused")
  func pushShort() throws {
    var writer = ByteWriter()
    writer.write(Push(.frame(frame), .payload(Payload([1, 2, 3]))), at: .inline)
    for count in writer.bytes.indices {
      unsafe Array(writer.bytes[..<count]).withUnsafeBytes { bytes in
        var reader = unsafe RawReader(bytes)
        #expect(throws: MalformedMessage.self) { _ = try unsafe reader.readPush() }
      }
    }
  }

  @Test("parameters arrive as they were sent")
  func parameters() throws {
    let values: [Value] = [
      .number(0.1), .integer(-7), .boolean(true), .text("d\u{F6}r\u{1F600}"), .text(""),
    ]
    var writer = ByteWriter()
    writer.write(parameters: values)
    let read = try unsafe writer.bytes.withUnsafeBytes { bytes in
      var reader = unsafe RawReader(bytes)
      return try unsafe reader.readParameters()
    }
    #expect(read == values)
  }

  private let ports = [
    InputPort(
      name: "frame", summary: "", isOptional: false,
      kind: .frame(InputPort.FrameWish(.rgb8, longestSide: 0, sampling: .allFrames))),
    InputPort(
      name: "audio", summary: "", isOptional: false,
      kind: .audio(InputPort.AudioWish(0, channels: 0, block: 0, hop: 0))),
    InputPort(name: "text", summary: "", isOptional: false, kind: .text(many: true)),
  ]

  @Test("inputs whose shape and bytes do not go together never reach a plugin")
  func shapes() {
    let bytes = Payload([UInt8](repeating: 0, count: 48))
    let wrong: [CallInput] = [
      .frame(port: 0, time: 0, width: 5, height: 4, bytes: bytes),
      .frame(port: 0, time: 0, width: 0, height: 4, bytes: bytes),
      .frame(port: 0, time: 0, width: -4, height: -4, bytes: bytes),
      .frame(port: 0, time: 0, width: 1 << 40, height: 1, bytes: bytes),
      .frame(port: 0, time: 0, width: 1 << 20, height: 1 << 20, bytes: bytes),
      .frame(port: 1, time: 0, width: 1, height: 1, bytes: bytes),
      .frame(port: 3, time: 0, width: 1, height: 1, bytes: bytes),
      .frame(port: -1, time: 0, width: 1, height: 1, bytes: bytes),
      .audio(port: 1, time: 0, sampleRate: 8000, channels: 0, samples: 1 << 40, bytes),
      .audio(port: 1, time: 0, sampleRate: 8000, channels: 2, samples: 7, bytes),
      .audio(port: 1, time: 0, sampleRate: 8000, channels: 1 << 16, samples: 1 << 29, bytes),
      .audio(port: 2, time: 0, sampleRate: 8000, channels: 1, samples: 1, bytes),
      .text(port: 1, bytes), .text(port: .max, bytes),
    ]
    for input in wrong { #expect(Push(input, ports: ports) == nil) }
    let right: [CallInput] = [
      .frame(port: 0, time: 0, width: 4, height: 4, bytes: bytes),
      .audio(port: 1, time: 0, sampleRate: 8000, channels: 2, samples: 6, bytes),
      .text(port: 2, bytes),
    ]
    for input in right { #expect(Push(input, ports: ports) != nil) }
  }
}
