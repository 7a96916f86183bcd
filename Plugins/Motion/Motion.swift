import MotionAnalysis
import Patchbay

/// Finds the relevant stretches of a static camera's recording.
///
/// The sizes of the packets decide which frames are worth decoding; those are compared with what
/// was seen before. Without packets every frame of the sampling rule is compared.
struct Motion: Plugin {
  static let about = About(
    name: "motion", version: "1.0.0",
    summary: "Finds the stretches of a static camera's recording in which something happens.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  static let packets = Input.packets(optional: true)
  static let frames = Input.frames(
    .gray8, longestSide: 640, sampling: .every(seconds: 2, parameter: "interval"), onDemand: true,
    summary: "The pictures of a camera that does not move.")
  static let inputs = [packets, frames]
  static let outputs = [
    Output.timestamps(
      "timestamps", "The relevant stretches; a score of 0.5 is as much as just counts.",
      vocabulary: ["motion"])
  ]

  @Parameter("How little counts: 0 finds only what is plain, 1 finds the faintest.", range: 0...1)
  var sensitivity = 0.5

  @Parameter("Time between two looks at the recording.", range: 0.1...60, unit: "s")
  var interval = 2.0

  @Parameter("The shortest stretch; shorter ones grow on both sides.", range: 0...3600, unit: "s")
  var minimum = 15.0

  @Parameter("Stretches that are no further apart become one.", range: 0...3600, unit: "s")
  var gap = 4.0

  @Parameter("Added before and after each stretch.", range: 0...600, unit: "s")
  var padding = 0.0

  @Parameter("Part of the picture to watch: left, top, width, height, as fractions of it.")
  var region = "0,0,1,1"

  private var part = Region.everything
  private var index = PacketBins()
  private var plan: FramePlan?
  private var watcher: Watcher?
  private var stretches = Stretches(Stretches.Shape())
  private var duration: Double?
  private var lastTime = 0.0

  init() {}

  mutating func open(_ media: MediaInfo, with model: Void, into results: Results) throws {
    guard let part = Region(region) else {
      throw PluginFailure.badParameter(
        "region '\(region)': give left, top, width and height as four fractions of the picture, "
          + "such as 0.5,0.25,0.3,0.3")
    }
    self.part = part
    duration = media.duration
    stretches = Stretches(
      Stretches.Shape(minimum: minimum, gap: gap, padding: padding, reach: 2.5 * interval))
  }

  mutating func push(_ packets: borrowing Packets, into results: Results) {
    packets.withSpan { packets in
      for place in packets.indices {
        let packet = packets[place]
        index.add(time: packet.time, size: packet.size, isKey: packet.isKey)
      }
    }
  }

  mutating func finishPackets(into results: Results) {
    index.finish()
    let plan = Screening(
      interval: interval, sensitivity: sensitivity, share: part.width * part.height
    ).plan(index)
    for stretch in plan.stretches {
      results.requestFrames(
        in: stretch, every: plan.spacing.map { .seconds($0) } ?? .keyframes, from: Self.frames)
    }
    for burst in plan.bursts {
      results.requestFrames(in: burst, every: .seconds(interval / 4), from: Self.frames)
    }
    self.plan = plan
    index = PacketBins()
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) throws {
    let (width, height) = (frame.width, frame.height)
    let picture = frame.withLuma { part.picture(of: $0, width: width, height: height) }
    guard let picture else {
      throw PluginFailure.badInput(
        "the picture is \(width)x\(height); motion needs at least 24x24 pixels")
    }
    let time = frame.time
    let isBetween = !frame.isKey && (plan?.isInBurst(time) ?? false)
    var watcher = self.watcher ?? freshWatcher()
    self.watcher = nil
    let sightings = watcher.look(at: picture, time: time, isBetween: isBetween)
    self.watcher = watcher
    lastTime = time + (frame.duration ?? 0)
    report(sightings, to: results)
  }

  mutating func finish(into results: Results) {
    if let sightings = watcher?.finish() { report(sightings, to: results) }
    emit(stretches.finish(end: max(lastTime, duration ?? 0)), to: results)
  }

  /// With a plan, what lies between its stretches was not looked at on purpose.
  private func freshWatcher() -> Watcher {
    Watcher(sensitivity: sensitivity, longestGap: plan == nil ? .infinity : 2.5 * interval)
  }

  private mutating func report(_ sightings: [Sighting], to results: Results) {
    for sighting in sightings { emit(stretches.add(sighting), to: results) }
  }

  private func emit(_ found: [Stretch], to results: Results) {
    for stretch in found {
      results.segment(stretch.start, stretch.stop, label: "motion", score: stretch.score)
    }
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Motion.self) }
