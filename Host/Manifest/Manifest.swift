import Plugins

/// A manifest that was read whole and found to be sound.
///
/// Whether the plugins' parameters exist is only known once the plugins have been loaded: see
/// `parameterErrors`.
package struct Manifest: Sendable {
  /// The path as it was given.
  package let path: String
  package let settings: HostSettings
  let source: ManifestSource
  /// The host's, then those of the program's modules.
  let sections: [ManifestSection]
  let parameterMarks: [String: [String: YamlMark]]

  /// Reads the file at `path`.
  ///
  /// - Parameters:
  ///   - sections: those of the program's modules.
  ///   - executableFolder: Where libraries are searched when the manifest does not say; nil for
  ///     the folder of this executable.
  /// - Throws: Everything that is wrong in the file, in its order.
  package static func load(
    path: String, sections: [ManifestSection] = [], executableFolder: String? = nil
  ) throws(ManifestErrors) -> Manifest {
    try Manifest(try ManifestSource(path: path), sections, executableFolder: executableFolder)
  }

  /// Reads text that lies in memory; `path` is for messages and relative paths.
  package init(
    path: String, bytes: [UInt8], sections: [ManifestSection] = [],
    executableFolder: String? = nil
  ) throws(ManifestErrors) {
    try self.init(
      try ManifestSource(path: path, bytes: bytes), sections, executableFolder: executableFolder)
  }

  private init(
    _ source: ManifestSource, _ more: [ManifestSection], executableFolder: String?
  ) throws(ManifestErrors) {
    sections = [.host] + more
    let search = LibrarySearch(manifest: source.path, executableFolder: executableFolder)
    var reader = ManifestReader(source: source, search: search, sections: sections)
    settings = reader.read()
    guard reader.errors.isEmpty else { throw ManifestErrors(reader.errors) }
    path = source.path
    parameterMarks = reader.parameterMarks
    self.source = source
  }
}
