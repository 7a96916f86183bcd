import Plugins
import TestSupport
import Wire

/// An engine with some of the built plugins, stopped when the last reference goes away.
final class House: Sendable {
  let engine: Engine

  init(
    _ names: [String], isolation: PluginSettings.Isolation = .process, media: String? = nil,
    programs folder: String = BuildFolder.path,
    _ adjust: (inout PluginSettings) -> Void = { _ in }
  ) {
    var settings = HostSettings()
    for name in names {
      var plugin = PluginSettings(
        name: name, library: BuildFolder.library(name))
      plugin.isolation = isolation
      adjust(&plugin)
      settings.plugins.append(plugin)
    }
    var programs = Programs(folder: folder)
    if let media { programs.media = media }
    engine = Engine(settings: settings, programs: programs)
    engine.start()
  }

  deinit { engine.stop(within: 5) }

  func plugin(_ name: String) throws -> Plugin { try engine.plugin(name) }

  /// Submits the inputs and waits for the end.
  @discardableResult
  func run(
    _ name: String, _ texts: [(name: String, text: String)] = [], _ inputs: [CallInput],
    timeout: Double? = 20
  ) throws -> TestReceiver {
    let receiver = TestReceiver()
    try submit(name, texts, inputs, timeout: timeout, receiver)
    _ = receiver.wait()
    return receiver
  }

  @discardableResult
  func submit(
    _ name: String, _ texts: [(name: String, text: String)] = [], _ inputs: [CallInput],
    timeout: Double? = 20, _ receiver: TestReceiver
  ) throws -> Call {
    let plugin = try plugin(name)
    let call = Call(
      parameters: try plugin.values(from: texts), inputs: inputs, timeout: timeout,
      receiver: receiver)
    try plugin.submit(call)
    return call
  }
}

/// One channel of samples for input 0.
func audio(_ samples: [Float]) -> CallInput {
  let payload = Payload(count: samples.count * 4)
  unsafe payload.mutableBytes.copyMemory(from: samples.withUnsafeBytes { unsafe $0 })
  return .audio(
    port: 0, time: 0, sampleRate: 16000, channels: 1, samples: samples.count, payload)
}

func text(_ text: String, port: Int = 2) -> CallInput { .text(port: port, Payload(text.utf8)) }
