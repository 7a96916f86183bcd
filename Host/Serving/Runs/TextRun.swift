import Plugins

/// A run without media: each plugin gets the texts and answers on its own.
final class TextRun: Sendable {
  private let targets: [RunTarget]
  private let calls: [Call]
  private let gate: RunGate

  init(
    texts: RunTexts, targets: [RunTarget], abouts: [Description], timeout: Double?,
    receiver: any RunReceiver
  ) {
    self.targets = targets
    let gate = RunGate(count: targets.count, receiver: receiver)
    self.gate = gate
    calls = zip(targets, abouts).enumerated().map { index, target in
      var inputs: [CallInput] = []
      for (port, input) in target.1.inputs.enumerated() where input.isText {
        for text in texts.byPort[input.name] ?? [] {
          inputs.append(.text(port: port, Payload(Array(text.utf8))))
        }
      }
      return Call(
        parameters: target.0.parameters, inputs: inputs, timeout: timeout, for: target.1,
        receiver: TextReceiver(target: index, gate: gate))
    }
  }

  /// A plugin that cannot take its call has ended with the reason.
  func start() {
    for (index, call) in calls.enumerated() {
      do throws(PluginError) {
        try targets[index].plugin.submit(call)
      } catch {
        gate.ended(.failure(error), target: index)
      }
    }
  }

  func cancel() { for call in calls { call.cancel() } }
}
