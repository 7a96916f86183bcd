import Patchbay

/// Declares one parameter of each type, and reports their values as labels.
struct Declaring: TextPlugin {
  static let about = About(
    name: "declaring", version: "2.1.0", summary: "Declares everything.", author: "A. Uthor",
    licence: "MIT")
  static let maxSessions = 3

  enum Mode: String, Choice { case fast, exact }

  @Setting("Where the model lies.") var modelPath = "model.bin"
  @Parameter("How much.", range: 0...1, unit: "s") var minimumLength = 0.5
  @Parameter("How many.", range: 1...) var count = 3
  @Parameter("Whether to.") var isEager = true
  @Parameter("What to say.", name: "greeting") var text = "hello"
  @Parameter("Which way.") var mode = Mode.fast
  @Setting("How many threads.", range: 1...64) var threads = 2

  var texts = 0

  mutating func analyse(_ text: borrowing Text, into results: Results) {
    texts += 1
    results.label(
      "\(text.string) \(modelPath) \(minimumLength) \(count) \(isEager) \(self.text) "
        + "\(mode.rawValue) \(threads)", at: Double(texts))
  }
}

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

/// Loads a model that all sessions share, and fails in the way that it is told to.
struct Failing: TextPlugin {
  static let about = About(name: "failing", version: "1.0.0", summary: "Fails as told.")

  final class Counter { var sessions = 0 }

  struct Accident: Error, CustomStringConvertible { let description = "the wheel came off" }

  @Setting("Whether the model is there.") var hasModel = true
  @Parameter("Whether to refuse.") var refuse = false

  private var counter: Counter?

  func load() throws -> Counter {
    guard hasModel else { throw PluginFailure.unavailable("the model 'm.bin' is missing") }
    return Counter()
  }

  mutating func open(_ media: MediaInfo, with model: Counter, into results: Results) throws {
    if refuse { throw PluginFailure.badParameter("refuse must be false") }
    model.sessions += 1
    counter = model
  }

  mutating func analyse(_ text: borrowing Text, into results: Results) throws {
    switch text.string {
    case "count": results.label("\(counter?.sessions ?? 0)", at: 0)
    case "bad": throw PluginFailure.badInput("the text is bad")
    default: throw Accident()
    }
  }
}

/// Reports what it sees of a frame.
struct Seeing: FramePlugin {
  static let about = About(name: "seeing", version: "1.0.0", summary: "Sees.")
  static let input = Input.frames(
    .gray8, longestSide: 320, sampling: .every(seconds: 2, parameter: "interval"), optional: true)
  static let outputs: [Output] = [.vectors("pixels")]

  @Parameter("Time between frames.", range: 0.04...60, unit: "s") var interval = 2.0

  mutating func analyse(_ frame: borrowing Frame, into results: Results) {
    frame.withLuma { luma in
      results.vector(luma.indices.map { Float(luma[$0]) }, at: frame.time)
    }
    frame.withPlane(0) { bytes, stride in
      results.vector([Float(stride), Float(bytes.count)], at: frame.time)
    }
  }
}

/// Reports red of the first pixel and the mean of each channel of sound.
final class Both: Plugin {
  static let about = About(name: "both", version: "1.0.0", summary: "Sees and hears.")
  static let inputs: [Input] = [
    .examples(.rgb8), .frames(.rgb8, sampling: .perSecond(4)),
    .audio(rate: 22_050, channels: 2, block: 1024, hop: 512),
  ]
  static let outputs: [Output] = [.vectors("seen"), .vectors("heard")]
  static let isThreadSafe = false

  private var frames = 0

  func push(_ frame: borrowing Frame, into results: Results) {
    frames += 1
    frame.withRGB { results.vector([Float(frames), Float($0[0])], at: frame.time) }
  }

  func push(_ audio: borrowing Audio, into results: Results) {
    let means = (0..<audio.channels).map { channel in
      audio.withChannel(channel) { samples in
        samples.indices.reduce(0) { $0 + samples[$1] } / Float(samples.count)
      }
    }
    results.vector(means, at: audio.time, to: Self.outputs[1])
  }
}
