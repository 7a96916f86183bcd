import Patchbay

/// Sends back what it gets, so that the cost of everything around a plugin can be measured.
struct Echo: Plugin {
  static let about = About(
    name: "echo", version: "1.0.0", summary: "Sends back what it gets, for measuring.",
    author: "The Patchbay authors", licence: "Apache-2.0")
  static let isPrompt = true

  static let inputs: [Input] = [
    .audio(optional: true, summary: "Samples to send back."),
    .frames(.rgb8, optional: true, summary: "Pictures to measure."),
    .text(many: true, optional: true, summary: "Texts to send back."),
  ]

  static let echo = Output.vectors("echo", "The samples of a block, one channel after the other.")
  static let size = Output.vectors(
    "size", "A picture's size, and the sum of its bytes modulo 2^24.",
    dimensions: [
      Dimension("width", unit: "px", range: 0...), Dimension("height", unit: "px", range: 0...),
      Dimension("checksum", range: 0...16_777_215),
    ])
  static let text = Output.labels("text", "The text.")
  static let outputs = [echo, size, text]

  mutating func push(_ audio: borrowing Audio, into results: Results) {
    if audio.channels == 1 {
      audio.withChannel(0) { results.vector($0, at: audio.time) }
    } else {
      var samples: [Float] = []
      samples.reserveCapacity(audio.channels * audio.samples)
      for channel in 0..<audio.channels {
        audio.withChannel(channel) { for index in $0.indices { samples.append($0[index]) } }
      }
      results.vector(samples, at: audio.time)
    }
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) {
    let sum = frame.withRGB { checksum(of: $0) }
    let values: [3 of Float] = [Float(frame.width), Float(frame.height), Float(sum)]
    results.vector(values.span, at: frame.time, to: Self.size)
  }

  mutating func push(_ text: borrowing Text, into results: Results) {
    results.label(text.string, at: 0)
  }
}

/// The sum of the bytes modulo 2^24, the integers that a float holds exactly.
private func checksum(of bytes: Span<UInt8>) -> UInt32 {
  // 256 bytes sum up to less than 2^16, and narrow sums take fewer vector instructions.
  let run = 256
  var sum: UInt32 = 0
  var start = 0
  while start + run <= bytes.count {
    var part: UInt16 = 0
    for index in start..<start + run { part &+= UInt16(bytes[index]) }
    sum &+= UInt32(part)
    start += run
  }
  for index in start..<bytes.count { sum &+= UInt32(bytes[index]) }
  return sum & 0xff_ffff
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Echo.self) }
