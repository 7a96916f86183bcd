import Patchbay
import ScenesAnalysis

/// Finds the shots of an edited video: cuts, dissolves, and fades through black.
struct Scenes: Plugin {
  static let about = About(
    name: "scenes", version: "1.0.0", summary: "Finds the shots of an edited video.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  static let inputs = [Input.frames(.rgb8, longestSide: 64, sampling: .all)]
  static let shots = Output.timestamps(
    "timestamps", "One stretch per shot; the label says how it began, the score how clearly.",
    vocabulary: ["start", "cut", "dissolve", "fade"])
  static let outputs = [shots]

  @Parameter("How little counts: 0 finds only what is plain, 1 finds the faintest.", range: 0...1)
  var sensitivity = 0.5

  @Parameter(
    "The shortest shot; of two boundaries that are closer the clearer one stays.",
    range: 0...60, unit: "s")
  var minimum = 0.4

  private var detector = ShotDetector()
  private var start: Double?
  private var beginning = Boundary(time: 0, kind: .cut, score: 1)
  private var isFirst = true
  private var end = 0.0

  init() {}

  mutating func open(_ media: MediaInfo, with model: Void, into results: Results) {
    detector = ShotDetector(sensitivity: sensitivity, minimum: minimum)
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) {
    let (width, height, time) = (frame.width, frame.height, frame.time)
    if start == nil { start = time }
    end = time + (frame.duration ?? 0)
    let found = frame.withRGB { detector.add($0, width: width, height: height, time: time) }
    report(found, to: results)
  }

  mutating func finish(into results: Results) {
    report(detector.finish(), to: results)
    close(at: end, results)
  }

  private mutating func report(_ boundaries: [Boundary], to results: Results) {
    for boundary in boundaries {
      close(at: boundary.time, results)
      start = boundary.time
      beginning = boundary
      isFirst = false
    }
  }

  private func close(at stop: Double, _ results: Results) {
    guard let start, stop >= start else { return }
    let label = isFirst ? "start" : beginning.kind.rawValue
    results.segment(start, stop, label: label, score: beginning.score)
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Scenes.self) }
