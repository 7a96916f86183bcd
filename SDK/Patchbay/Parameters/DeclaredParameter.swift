/// A parameter with all that the contract asks for.
struct DeclaredParameter {
  var declaration: Declaration
  var isAdmin: Bool
  var kind: ParameterKind
  var choices: [String]
  var defaultValue: ParameterContent

  var name: String { declaration.name ?? "" }
}
