/// An output port as its plugin declares it.
package struct OutputPort: Equatable, Sendable {
  /// One dimension of a vector output.
  package struct Dimension: Equatable, Sendable {
    package var name: String
    /// Such as "LUFS"; empty for none.
    package var unit: String
    package var minimum: Double?
    package var maximum: Double?

    package init(name: String, unit: String, minimum: Double?, maximum: Double?) {
      self.name = name
      self.unit = unit
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  package enum Kind: Equatable, Sendable {
    case timestamps(vocabulary: [String])
    /// No dimensions: each vector has its own length.
    case vectors([Dimension])
    case labels(vocabulary: [String])
    case artifact(mediaType: String?)
  }

  package var name: String
  package var summary: String
  package var kind: Kind

  package init(name: String, summary: String, kind: Kind) {
    self.name = name
    self.summary = summary
    self.kind = kind
  }
}
