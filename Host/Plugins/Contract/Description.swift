import PatchbayABI

/// What a plugin says of itself: its descriptor, copied and checked.
package struct Description: Equatable, Sendable {
  package var name: String
  package var version: String
  package var summary: String
  package var author: String
  package var licence: String
  package var abi: ABIVersion
  package var inputs: [InputPort]
  package var outputs: [OutputPort]
  package var parameters: [Parameter]
  /// Open at the same time on one instance; 0: any number.
  package var maxSessions: Int
  package var isThreadSafe: Bool
  /// Every call returns at once, so an inline instance may run on the network's thread.
  package var isPrompt: Bool

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
