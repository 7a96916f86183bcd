/// A plugin's ports, made once for each plugin and never freed.
///
/// Mistakes end the process with a sentence: they are the plugin's, and a release build prints
/// what `fatalError` says, but not what `preconditionFailure` says.
final class Outline: Sendable {
  /// The kinds of output, as the contract numbers them, from 0.
  enum OutputKind: Int {
    case timestamps, vectors, labels, artifact
  }

  let name: String
  let inputs: [Input]
  let outputs: [Output]
  private let firstOfKind: [UInt32?]

  init(name: String, inputs: [Input], outputs: [Output]) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    firstOfKind = (0..<4).map { kind in
      outputs.firstIndex { $0.outlineKind.rawValue == kind }.map(UInt32.init)
    }
  }

  /// The index of `output`, or of the first output of this kind.
  func port(of kind: OutputKind, _ output: Output?) -> UInt32 {
    guard let output else {
      if let port = firstOfKind[kind.rawValue] { return port }
      fatalError("the plugin '\(name)' declares no output of \(kind)")
    }
    guard let port = outputs.firstIndex(where: { $0.name == output.name }) else {
      fatalError("the plugin '\(name)' declares no output named '\(output.name)'")
    }
    return UInt32(port)
  }

  /// The index of `input`, or of the first input on demand.
  func onDemandPort(_ input: Input?) -> UInt32 {
    let port = inputs.firstIndex { input == nil ? $0.isOnDemand : $0.name == input?.name }
    if let port { return UInt32(port) }
    fatalError("the plugin '\(name)' declares no input on demand to request frames from")
  }
}

extension Output {
  var outlineKind: Outline.OutputKind {
    switch kind {
    case .timestamps: .timestamps
    case .vectors: .vectors
    case .labels: .labels
    case .artifact: .artifact
    }
  }

  /// Of an artifact, otherwise empty.
  var mediaType: String {
    if case .artifact(let mediaType) = kind { mediaType } else { "" }
  }
}
