import Plugins
import Wire

/// Measures a plugin in this process and in a worker process, in turn.
struct LocalBench {
  let settings: PluginSettings
  let picture: BenchPicture
  let requests: Int
  let connections: Int

  /// Turns are taken, so that a change of the machine's pace meets both alike.
  private static let rounds = 5

  func run() throws(CommandError) -> [BenchResult] {
    var settings = HostSettings()
    settings.plugins = PluginSettings.Isolation.allCases.map { isolation in
      var one = self.settings
      one.name = isolation.rawValue
      one.isolation = isolation
      one.instances = isolation == .process ? self.settings.instances : 1
      one.isEnabled = true
      one.queue = max(one.queue, connections)
      return one
    }
    let engine = Engine(settings: settings, programs: .besideThisProgram())
    engine.start()
    defer { engine.stop(within: 2) }
    var results: [BenchResult] = []
    for _ in 0..<Self.rounds {
      for plugin in engine.plugins {
        let round = try measure(plugin)
        if let index = results.firstIndex(where: { $0.name == round.name }) {
          results[index] = results[index].joined(with: round)
        } else {
          results.append(round)
        }
      }
    }
    return results.sorted { $0.name < $1.name }
  }

  private func measure(_ plugin: Plugin) throws(CommandError) -> BenchResult {
    guard plugin.state.isServing, let description = plugin.description else {
      var reason = plugin.state.name
      if case .refused(let refusal) = plugin.state { reason = refusal.message }
      throw CommandError(.pluginUnavailable, "\(settings.name) (\(plugin.name)): \(reason)")
    }
    let input = try input(description)
    let parameters = RunPlugin(
      name: settings.name, description: description, fixed: settings.parameters)
    let values = try parameters.values()
    // Once outside of the measurement, for the reason if it fails.
    let trial = PluginCaller(plugin, parameters: values, inputs: [input])
    if trial.call() == nil, let error = trial.failure { throw CommandError(error) }
    let name = plugin.name == "process" ? "worker" : plugin.name
    return ClosedLoop.measure(
      name, requests: max(1, requests / Self.rounds), connections: connections
    ) {
      let caller = PluginCaller(plugin, parameters: values, inputs: [input])
      return { caller.call() }
    }
  }

  private func input(_ description: Description) throws(CommandError) -> CallInput {
    for (port, input) in description.inputs.enumerated() {
      guard case .frame(let wish) = input.kind, wish.sampling != .packetsOnly else { continue }
      let bytes: [UInt8]
      switch wish.pixelFormat {
      case .gray8: bytes = picture.bytes(perPixel: 1)
      case .rgb8: bytes = picture.bytes(perPixel: 3)
      case .nv12:
        let chroma = (picture.width + 1) / 2 * 2 * ((picture.height + 1) / 2)
        bytes = picture.bytes(perPixel: 1) + Array(repeating: 128, count: chroma)
      }
      return .frame(
        port: port, time: 0, width: picture.width, height: picture.height, bytes: Payload(bytes))
    }
    throw CommandError(.badInput, "\(settings.name) takes no pictures; measure another plugin")
  }
}

extension BenchResult {
  fileprivate func joined(with other: BenchResult) -> BenchResult {
    BenchResult(
      name: name, latencies: latencies + other.latencies, elapsed: elapsed + other.elapsed,
      failures: failures + other.failures)
  }
}
