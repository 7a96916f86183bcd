import Plugins

/// The inputs of an inference request, as a plugin takes them.
///
/// Tensors that already are what a port wants go to the plugin as they are; all others become
/// media, which are decoded, scaled and resampled like any other.
struct InferInputs {
  /// Texts or pictures in one tensor.
  private static let mostParts = 1 << 16

  let about: Description
  /// Hz of raw audio, from the request's parameters.
  var rate: Double?
  private(set) var direct: [CallInput] = []
  private(set) var texts: [String: [String]] = [:]
  private(set) var media: MediaSource?
  /// The tensor that became `media`.
  private var mediaTensor: String?
  /// A bit for each port; a plugin has at most 64.
  private var filled: UInt64 = 0
  private var timed: UInt64 = 0
  private let makeFile: () throws(Problem) -> GrowingFile

  init(
    of about: Description, rate: Double?, makeFile: @escaping () throws(Problem) -> GrowingFile
  ) {
    self.about = about
    self.rate = rate
    self.makeFile = makeFile
  }

  mutating func add(_ tensors: [Tensor]) throws(Problem) {
    for tensor in tensors {
      guard let port = about.inputs.firstIndex(where: { $0.name == tensor.name }) else {
        guard let port = frames(ofTime: tensor.name) else { throw unknown(tensor.name) }
        try note(port, in: &timed, tensor)
        continue
      }
      try note(port, in: &filled, tensor)
      switch about.inputs[port].kind {
      case .text(let many): try addTexts(tensor, port: port, many: many)
      case .audio(let wish): try addAudio(tensor, port: port, wish)
      case .frame(let wish):
        let times = tensors.first { $0.name == "\(tensor.name).time" }
        try addFrames(tensor, times: times, port: port, wish)
      }
    }
    guard media != nil || !tensors.isEmpty else { throw .badRequest("there are no inputs") }
    if media != nil, !direct.isEmpty, direct.contains(where: { !$0.isText }) {
      throw .badRequest(
        "tensor '\(mediaTensor ?? "")' has to be decoded, so it must be the only medium; "
          + "send the other one in the same form")
    }
    try checkRequired()
  }

  /// A medium fills all ports for frames and audio that it can.
  private func checkRequired() throws(Problem) {
    for (index, port) in about.inputs.enumerated()
    where !port.isOptional && !isFilled(index) {
      if media != nil, !port.isText { continue }
      throw .badRequest("tensor '\(port.name)' is missing; \(about.name) needs it")
    }
  }

  private func isFilled(_ port: Int) -> Bool { filled >> UInt64(port) & 1 == 1 }

  private func note(
    _ port: Int, in ports: inout UInt64, _ tensor: Tensor
  ) throws(Problem) {
    let bit: UInt64 = 1 << UInt64(port)
    guard ports & bit == 0 else { throw .badRequest("tensor '\(tensor.name)' is given twice") }
    ports |= bit
    // Each element costs more than its bytes.
    let hasParts = tensor.type == .bytes || about.inputs[port].isFrame
    let parts =
      hasParts ? min(tensor.count, tensor.type == .bytes ? .max : tensor.shape.first ?? 1) : 1
    guard parts <= Self.mostParts else {
      throw Problem(
        413, "too-large",
        "tensor '\(tensor.name)' is \(tensor.form); at most \(Self.mostParts) texts or pictures are "
          + "taken in one request")
    }
  }

  /// The port whose frames' times the tensor `name` has.
  private func frames(ofTime name: String) -> Int? {
    guard name.hasSuffix(".time") else { return nil }
    return about.inputs.firstIndex { $0.isFrame && name == "\($0.name).time" }
  }

  private func unknown(_ name: String) -> Problem {
    let known = about.inputs.flatMap { $0.isFrame ? [$0.name, "\($0.name).time"] : [$0.name] }
    let hint = suggestion(name, among: known)
    let list = hint.isEmpty ? "; it has \(listed(known, "and"))" : hint
    return .badRequest("\(about.name) has no input \(shown(name))\(list)")
  }

  // MARK: What the other parts of it add

  mutating func add(_ input: CallInput) { direct.append(input) }

  mutating func add(text: String, to port: Int) {
    texts[about.inputs[port].name, default: []].append(text)
  }

  /// Makes the file for the medium of `tensor`.
  func makeMediaFile(for tensor: Tensor) throws(Problem) -> GrowingFile {
    if let mediaTensor {
      throw .badRequest(
        "tensors '\(mediaTensor)' and '\(tensor.name)' both have to be decoded; send one medium")
    }
    return try makeFile()
  }

  mutating func setMedia(_ source: MediaSource, from tensor: Tensor) {
    media = source
    mediaTensor = tensor.name
  }
}

extension InputPort {
  package var isText: Bool { if case .text = kind { true } else { false } }
  var isFrame: Bool { if case .frame = kind { true } else { false } }
}

extension CallInput {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
