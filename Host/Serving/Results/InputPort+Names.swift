import Plugins

extension InputPort.PixelFormat {
  /// As documents name it.
  package var name: String {
    switch self {
    case .gray8: "gray8"
    case .rgb8: "rgb8"
    case .nv12: "nv12"
    }
  }

  package static let all: [InputPort.PixelFormat] = [.gray8, .rgb8, .nv12]
}

extension InputPort.Kind {
  package var name: String {
    switch self {
    case .frame: "frame"
    case .audio: "audio"
    case .text: "text"
    }
  }
}

extension Parameter.Kind {
  package var name: String {
    switch self {
    case .number: "number"
    case .integer: "integer"
    case .boolean: "boolean"
    case .text: "text"
    case .choice: "choice"
    }
  }

  package static let all: [Parameter.Kind] = [.number, .integer, .boolean, .text, .choice]
}
