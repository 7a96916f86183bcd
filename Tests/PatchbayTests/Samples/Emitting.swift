import Patchbay

/// Emits one result of every kind, and asks for frames.
struct Emitting: Plugin {
  static let about = About(name: "emitting", version: "1.0.0", summary: "Emits everything.")
  static let packets = Input.packets()
  static let closer = Input.frames(.gray8, onDemand: true, name: "closer")
  static let inputs = [packets, closer]

  static let pair = Output.vectors(
    "pair", dimensions: [Dimension("a", unit: "Hz", range: 0...), Dimension("b", range: -1...1)])
  static let second = Output.labels("second", vocabulary: ["x", "y"])
  static let outputs = [
    .timestamps(), pair, .labels("first"), second,
    .artifact("report", "A report.", mediaType: "text/plain"),
  ]

  mutating func push(_ packets: borrowing Packets, into results: Results) {
    packets.withSpan { packets in
      for index in packets.indices {
        let packet = packets[index]
        if packet.isKey { results.vector([Float(packet.size), 0.25], at: packet.time) }
      }
    }
  }

  mutating func finishPackets(into results: Results) {
    results.requestFrames(in: 10..<20, every: .seconds(0.5))
    results.requestFrames(in: 30..<40, every: .keyframes, from: Self.closer)
    results.requestFrames(in: 50..<60)
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) {
    results.label("y", at: frame.time, score: 0.5, to: Self.second)
  }

  mutating func finish(into results: Results) throws {
    try results.checkCancelled()
    results.progress(0.5)
    results.segment(10, 20.5)
    results.segment(30, 40, label: "busy", score: 0.75)
    results.label("z", at: 1, box: Box(left: 0.1, top: 0.2, width: 0.3, height: 0.4))
    results.artifact(Array("done".utf8), name: "report.txt")
    results.log("all said", level: .warning)
  }
}
