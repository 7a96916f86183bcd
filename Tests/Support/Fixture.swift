/// A plugin in C that is wrong in one way, or in none.
package enum Fixture: Hashable, Sendable {
  /// Counts texts, and has nothing wrong with it.
  case well
  /// Misbehaves while it runs, as its parameters say: `how`, `where`, `amount`, `at-start`.
  case unruly
  /// Tries what a worker may not do, as its texts say; the answer is the number of the error.
  case prisoner
  /// Writes over the memory that its worker shares with the host, as its texts say.
  case liar
  case wrongABI
  case noNote
  case wrongArchitecture
  case noSymbol
  case missingDependency
  case crashingConstructor
  case hangingConstructor
  /// Can be loaded, but not started.
  case crashingCreate, hangingCreate
  case lie(Lie)

  /// All that a host must refuse to load.
  package static let broken: [Fixture] =
    [
      .wrongABI, .noNote, .wrongArchitecture, .noSymbol, .missingDependency,
      .crashingConstructor, .hangingConstructor,
    ] + Lie.allCases.map(Fixture.lie)

  /// What is wrong in the descriptor: the constants of `lies.c`.
  package enum Lie: String, CaseIterable, Sendable {
    case nullDescriptor = "NULL_DESCRIPTOR"
    case otherABI = "OTHER_ABI"
    case structSizeZero = "STRUCT_SIZE_ZERO"
    case nullName = "NULL_NAME"
    case emptyName = "EMPTY_NAME"
    case badName = "BAD_NAME"
    case nullSummary = "NULL_SUMMARY"
    case badUTF8 = "BAD_UTF8"
    case nullInputs = "NULL_INPUTS"
    case nullInput = "NULL_INPUT"
    case inputSizeZero = "INPUT_SIZE_ZERO"
    case unknownInputKind = "UNKNOWN_INPUT_KIND"
    case unknownPixelFormat = "UNKNOWN_PIXEL_FORMAT"
    case unknownSamplingParameter = "UNKNOWN_SAMPLING_PARAMETER"
    case duplicateInputs = "DUPLICATE_INPUTS"
    case nullOutput = "NULL_OUTPUT"
    case unknownOutputKind = "UNKNOWN_OUTPUT_KIND"
    case duplicateOutputs = "DUPLICATE_OUTPUTS"
    case nullDimensions = "NULL_DIMENSIONS"
    case badDimensionName = "BAD_DIMENSION_NAME"
    case duplicateParameters = "DUPLICATE_PARAMETERS"
    case unknownParameterType = "UNKNOWN_PARAMETER_TYPE"
    case defaultOutOfRange = "DEFAULT_OUT_OF_RANGE"
    case defaultNotANumber = "DEFAULT_NOT_A_NUMBER"
    case defaultOfAnotherType = "DEFAULT_OF_ANOTHER_TYPE"
    case defaultNotAChoice = "DEFAULT_NOT_A_CHOICE"
    case minimumAboveMaximum = "MINIMUM_ABOVE_MAXIMUM"
    case noChoices = "NO_CHOICES"
    case noCreate = "NO_CREATE"
    case noOpen = "NO_OPEN"
    case noPush = "NO_PUSH"
    case noClose = "NO_CLOSE"
  }

  /// A name for the library's file.
  package var name: String {
    switch self {
    case .well: "well"
    case .unruly: "unruly"
    case .prisoner: "prisoner"
    case .liar: "liar"
    case .wrongABI: "wrong-abi"
    case .noNote: "no-note"
    case .wrongArchitecture: "wrong-architecture"
    case .noSymbol: "no-symbol"
    case .missingDependency: "missing-dependency"
    case .crashingConstructor: "crashing-constructor"
    case .hangingConstructor: "hanging-constructor"
    case .crashingCreate: "crashing-create"
    case .hangingCreate: "hanging-create"
    case .lie(let lie):
      "lie-\(lie.rawValue.lowercased().map { $0 == "_" ? "-" : "\($0)" }.joined())"
    }
  }

  /// The files in `Tests/Fixtures` that it is made of.
  var sources: [String] {
    switch self {
    case .unruly: ["unruly.c", "deeds.c"]
    case .wrongArchitecture: ["well.c"]
    case .lie: ["lies.c"]
    default: ["\(name).c"]
    }
  }
}
