/// How one plugin is run: its entry in the manifest.
package struct PluginSettings: Equatable, Sendable {
  package enum Isolation: String, Sendable, CaseIterable {
    case process, inline
  }

  /// The name it is served under.
  package var name: String
  /// Path of the shared library, already resolved.
  package var library: String
  package var isEnabled = true
  package var isolation = Isolation.process
  /// Instances at the same time; each is a worker process, or inline an instance.
  package var instances = 1
  /// Requests that may wait; one more is refused with 429.
  package var queue = 256
  /// Seconds that one call into the plugin may take before its worker is killed.
  package var callTimeout = 30.0
  /// Seconds that a request may take from its arrival to its answer; nil: no limit.
  package var requestTimeout: Double?
  /// Seconds between the wish to cancel and the kill.
  package var grace = 1.0
  /// Seconds without a request after which a worker's process ends until the next one comes; nil:
  /// never.
  package var rest: Double? = 30
  /// Bytes of memory of one worker; nil: no limit.
  package var memory: Int? = 2 << 30
  /// Open files of one worker.
  package var openFiles = 256
  /// Whether a worker may open sockets to other machines.
  package var allowsNetwork = false
  /// Folders below which a worker may write files; everywhere else it can only read.
  package var writable: [String] = []
  /// Bytes of results of one session.
  package var resultBytes = 256 << 20
  /// Failures in a row after which it is quarantined.
  package var crashLimit = 10
  /// SHA-256 of the library in lower-case hex, if it is pinned.
  package var checksum: String?
  /// Values for parameters, as written: ADMIN ones are fixed, others replace the default.
  package var parameters: [String: ParameterSetting] = [:]
  /// Values for settings that `parameters` leaves open, where the plugin has such a setting: what
  /// modules of the host have to give, by the setting's name.
  package var offered: [String: String] = [:]

  package init(name: String, library: String) {
    self.name = name
    self.library = library
  }
}

/// A parameter's value in the manifest, with its place for error messages. Equality regards the
/// text alone, so that a line that moved in the file is no change of the plugin.
package struct ParameterSetting: Equatable, Sendable {
  package var text: String
  package var line: Int
  package var column: Int

  package init(text: String, line: Int, column: Int) {
    self.text = text
    self.line = line
    self.column = column
  }

  package static func == (one: ParameterSetting, other: ParameterSetting) -> Bool {
    one.text == other.text
  }
}
