import Plugins
import TestSupport
import Testing
import Wire

/// Keeps what a run sends back, per target.
final class RunCollector: RunReceiver, @unchecked Sendable {  // `lock` guards the rest
  private let lock = Lock()
  private(set) var info: MediaInfo?
  private(set) var events: [Int: [Event]] = [:]
  private(set) var results: [Int: Result<CallTiming, PluginError>] = [:]
  private var isFinished = false

  func opened(_ info: MediaInfo) { lock.withLock { self.info = info } }

  func receive(_ event: Event, target: Int) {
    if case .progress = event { return }
    lock.withLock { events[target, default: []].append(event) }
  }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    lock.withLock { results[target] = result }
  }

  func finished() {
    lock.withLock {
      isFinished = true
      lock.notify()
    }
  }

  func wait() -> Bool {
    let limit = Clock.now + 60_000_000_000
    return lock.withLock {
      while !isFinished, Clock.now < limit { lock.wait(nanoseconds: 50_000_000) }
      return isFinished
    }
  }

  func error(_ target: Int = 0) -> PluginError? {
    if case .failure(let error)? = results[target] { return error }
    return nil
  }
}

@Suite("Media runs")
struct MediaRunTests {
  /// A recording of a few seconds, made by the program that decodes.
  static let recording: String = {
    let path = TemporaryFolder.shared.path + "/media-run.mp4"
    let child = try! ChildProcess(
      path: BuildFolder.path + "/patchbay-media", arguments: ["sample", path, "--seconds", "4"],
      descriptors: [])
    #expect(child.waitForEnd() == .exit(0))
    return path
  }()

  private func run(
    _ house: House, _ names: [String], _ source: MediaSource
  ) throws -> RunCollector {
    let collector = RunCollector()
    let targets = try names.map { name in
      let plugin = try house.plugin(name)
      return RunTarget(plugin: plugin, parameters: try plugin.values(from: []))
    }
    let run = MediaRun(
      engine: house.engine, source: source, targets: targets, receiver: collector)
    try run.start()
    #expect(collector.wait())
    return collector
  }

  @Test("give the same results inline and in a worker")
  func parity() throws {
    let inline = try run(
      House(["echo"], isolation: .inline), ["echo"], .path(MediaRunTests.recording))
    let worker = try run(House(["echo"]), ["echo"], .path(MediaRunTests.recording))
    #expect(inline.error() == nil)
    #expect(worker.error() == nil)
    #expect(inline.info?.width == 640)
    #expect(inline.events[0]?.count == 40)
    #expect(inline.events[0] == worker.events[0])
  }

  @Test("serve several plugins from one decode")
  func several() throws {
    let house = House(["echo", "slow"]) { if $0.name == "slow" { $0.parameters = quick } }
    let collector = try run(house, ["echo", "slow"], .path(MediaRunTests.recording))
    #expect(collector.error(0) == nil)
    #expect(collector.error(1) == nil)
    #expect(collector.events[0]?.count == collector.events[1]?.count)
  }

  private var quick: [String: ParameterSetting] {
    ["delay": ParameterSetting(text: "0", line: 0, column: 0)]
  }

  @Test("say what is wrong with a plugin's input")
  func wrongInput() throws {
    let house = House(["loudness"])
    let collector = try run(house, ["loudness"], .path(MediaRunTests.recording))
    #expect(collector.error()?.message == "media-run.mp4 has no audio stream")
  }

  @Test("go on for the others when one plugin crashes")
  func crash() throws {
    let house = House(["echo", "misbehave"]) {
      if $0.name == "misbehave" {
        $0.parameters = ["how": ParameterSetting(text: "index", line: 0, column: 0)]
      }
    }
    let collector = try run(house, ["echo", "misbehave"], .path(MediaRunTests.recording))
    #expect(collector.error(0) == nil)
    #expect(collector.results.count == 2)
  }
}
