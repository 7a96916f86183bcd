import Plugins

extension OutputPort.Kind {
  package var isTimestamps: Bool {
    if case .timestamps = self { true } else { false }
  }

  package var isVectors: Bool {
    if case .vectors = self { true } else { false }
  }

  package var isLabels: Bool {
    if case .labels = self { true } else { false }
  }

  /// As the answer of `GET /v1/plugins` names it.
  package var name: String {
    switch self {
    case .timestamps: "timestamps"
    case .vectors: "vectors"
    case .labels: "labels"
    case .artifact: "artifact"
    }
  }
}
