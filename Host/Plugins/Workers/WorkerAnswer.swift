import Wire

/// A worker's or a probe's answer over its control socket.
enum WorkerAnswer: Equatable {
  /// The library is loaded (probe), or its instance is ready (worker).
  case ready(Description)
  case refused(Refusal)
  /// `create` failed.
  case failed(PluginFailure)

  /// Bytes of an answer.
  static let mostBytes = 1 << 20
  static let tooLong = Refusal(
    .badDescriptor, "its descriptor is longer than this host takes; declare less")

  var encoded: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .ready(let description):
      writer.write(UInt8(1))
      writer.write(description.encoded)
    case .refused(let refusal):
      writer.write(UInt8(2))
      writer.write(refusal.reason.rawValue)
      writer.write(refusal.message)
    case .failed(let failure):
      writer.write(UInt8(3))
      writer.write(failure.status)
      writer.write(failure.sentence)
    }
    return writer.bytes
  }

  init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(bytes)
    switch try reader.read(UInt8.self) {
    case 1: self = .ready(try Description(decoding: try reader.read()))
    case 2:
      guard let reason = Refusal.Reason(rawValue: try reader.read()) else {
        throw MalformedMessage()
      }
      self = .refused(Refusal(reason, try reader.read()))
    case 3:
      self = .failed(PluginFailure(status: try reader.read(), sentence: try reader.read()))
    default: throw MalformedMessage()
    }
  }
}
