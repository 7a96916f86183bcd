import PatchbayABI

/// What a plugin says of itself: its descriptor, copied and checked.
///
/// A class, since every request holds it: a value would count the references of all its parts.
package final class Description: Equatable, Sendable {
  package let name: String
  package let version: String
  package let summary: String
  package let author: String
  package let licence: String
  package let abi: ABIVersion
  package let inputs: [InputPort]
  package let outputs: [OutputPort]
  package let parameters: [Parameter]
  /// Open at the same time on one instance; 0: any number.
  package let maxSessions: Int
  package let isThreadSafe: Bool
  /// Every call returns at once, so an inline instance may run on the network's thread.
  package let isPrompt: Bool

  package init(
    name: String, version: String, summary: String, author: String, licence: String,
    abi: ABIVersion, inputs: [InputPort], outputs: [OutputPort], parameters: [Parameter],
    maxSessions: Int, isThreadSafe: Bool, isPrompt: Bool
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.author = author
    self.licence = licence
    self.abi = abi
    self.inputs = inputs
    self.outputs = outputs
    self.parameters = parameters
    self.maxSessions = maxSessions
    self.isThreadSafe = isThreadSafe
    self.isPrompt = isPrompt
  }

  package static func == (one: Description, other: Description) -> Bool {
    one === other
      || one.name == other.name && one.version == other.version && one.summary == other.summary
        && one.author == other.author && one.licence == other.licence && one.abi == other.abi
        && one.inputs == other.inputs && one.outputs == other.outputs
        && one.parameters == other.parameters && one.maxSessions == other.maxSessions
        && one.isThreadSafe == other.isThreadSafe && one.isPrompt == other.isPrompt
  }
}

/// A version of the contract in `patchbay.h`.
package struct ABIVersion: Equatable, Sendable, CustomStringConvertible {
  package var major: UInt32
  package var minor: UInt32

  package init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  /// What this host speaks.
  package static let host = ABIVersion(
    major: UInt32(PATCHBAY_ABI_MAJOR), minor: UInt32(PATCHBAY_ABI_MINOR))

  package var description: String { "\(major).\(minor)" }
}
