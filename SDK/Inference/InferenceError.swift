/// Why a model cannot be opened or run: a code for programs, a sentence for people.
public struct InferenceError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// ONNX Runtime is not installed.
    case libraryMissing
    /// What is installed cannot be used.
    case libraryUnusable
    case modelMissing
    /// The model is damaged, or needs what this library or this module does not have.
    case modelUnusable
    /// An input has a name, a type or a shape that the model does not take.
    case badInput
    /// An output that the model does not have, or of another type.
    case badOutput
    /// The model failed while it ran.
    case failed
    case cancelled
  }

  public let code: Code
  /// What happened, where, and what to do about it.
  public let sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  public var description: String { sentence }
}
