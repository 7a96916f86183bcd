import Manifest
import Plugins

/// Reads a manifest from text, as if it lay in the folder "etc".
func read(
  _ text: String, sections: [ManifestSection] = []
) throws(ManifestErrors) -> Manifest {
  try Manifest(
    path: "etc/plugins.yaml", bytes: Array(text.utf8), sections: sections,
    executableFolder: "/opt/bin")
}

/// All that is wrong with a manifest, as it is printed; "" where nothing is.
func faults(_ text: String, sections: [ManifestSection] = []) -> String {
  do throws(ManifestErrors) {
    _ = try read(text, sections: sections)
    return ""
  } catch {
    return error.description
  }
}

/// A parameter with the least that must be said.
func parameter(
  _ name: String, _ kind: Parameter.Kind, default value: Value, unit: String = "",
  _ range: ClosedRange<Double>? = nil, choices: [String] = [], isAdmin: Bool = false
) -> Parameter {
  Parameter(
    name: name, summary: "Sets \(name).", unit: unit, kind: kind, isAdmin: isAdmin,
    defaultValue: value, minimum: range?.lowerBound, maximum: range?.upperBound,
    choices: choices)
}

/// A plugin with a parameter of each kind.
let motion = Description(
  name: "motion", version: "1.0.0", summary: "Finds motion.", author: "", licence: "",
  abi: ABIVersion(major: 1, minor: 0), inputs: [], outputs: [],
  parameters: [
    parameter("sensitivity", .number, default: .number(0.5), 0...1),
    parameter("interval", .number, default: .number(2), unit: "s", 0.04...60),
    parameter("limit", .integer, default: .integer(10), 1...100),
    parameter("region", .text, default: .text("")),
    parameter("method", .choice, default: .text("fast"), choices: ["fast", "exact", "both"]),
    parameter("night", .boolean, default: .boolean(false)),
    parameter("model", .text, default: .text("small"), isAdmin: true),
  ],
  maxSessions: 0, isThreadSafe: false, isPrompt: false)
