import PatchbayABI
import Synchronization

/// Keeps what one session sends. A plugin may log from any thread, so a lock guards it.
final class Recorder: Sendable {
  struct State {
    var emissions: [Emission] = []
    var sentence = ""
    var isCancelled = false
  }

  let inputs: [String]
  let outputs: [String]
  let state = Mutex(State())

  init(of plugin: patchbay_descriptor) {
    inputs = (0..<Int(unsafe plugin.input_count)).map { index in
      unsafe plugin.inputs[index].map { unsafe String(cString: $0.pointee.name) } ?? ""
    }
    outputs = (0..<Int(unsafe plugin.output_count)).map { index in
      unsafe plugin.outputs[index].map { unsafe String(cString: $0.pointee.name) } ?? ""
    }
  }

  func record(_ emission: Emission) { state.withLock { $0.emissions.append(emission) } }

  func output(_ port: UInt32) -> String { Self.name(port, in: outputs) }
  func input(_ port: UInt32) -> String { Self.name(port, in: inputs) }

  /// A port that was never declared is shown by its number.
  private static func name(_ port: UInt32, in names: [String]) -> String {
    Int(port) < names.count ? names[Int(port)] : "#\(port)"
  }
}
