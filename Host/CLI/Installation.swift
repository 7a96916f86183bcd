import Glibc
import Manifest
import Plugins

/// Where this program lies, and what lies with it.
package enum Installation {
  /// The folder of this program.
  static var folder: String {
    let worker = Programs.besideThisProgram().worker
    return worker.lastIndex(of: "/").map { String(worker[..<$0]) } ?? "."
  }

  /// The manifest to use: the one that is named, ./plugins.yaml, or the installation's own.
  static func manifest(_ invocation: Invocation) throws(CommandError) -> Manifest {
    if let path = invocation.text(.manifest) { return try manifest(at: path, invocation) }
    guard let path = standardManifest else {
      throw CommandError(
        .badManifest,
        "there is no plugins.yaml here, and none with this program; name one with --manifest")
    }
    return try manifest(at: path, invocation)
  }

  static var standardManifest: String? {
    ["plugins.yaml", folder + "/plugins.yaml", folder + "/../etc/patchbay/plugins.yaml"]
      .first { unsafe access($0, R_OK) == 0 }
  }

  static func manifest(
    at path: String, _ invocation: Invocation
  ) throws(CommandError) -> Manifest {
    do throws(ManifestErrors) {
      return try Manifest.load(path: path, sections: invocation.tool.sections)
    } catch {
      throw CommandError(.badManifest, error.description, isPlaced: true)
    }
  }

  /// The settings for a run without a server: the manifest's, or the libraries beside this
  /// program.
  package static func settings(_ invocation: Invocation) throws(CommandError) -> HostSettings {
    if invocation.text(.manifest) != nil || standardManifest != nil {
      return try manifest(invocation).settings
    }
    return invocation.tool.sections.settings(
      plugins: libraries(in: folder).map {
        PluginSettings(name: $0, library: "\(folder)/lib\($0).so")
      })
  }

  /// The names of the plugins whose libraries lie in `folder`, in order. A library whose name no
  /// plugin can have is none.
  private static func libraries(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      guard name.hasPrefix("lib"), name.hasSuffix(".so") else { continue }
      let plugin = name.dropFirst(3).dropLast(3)
      if isIdentifier(plugin) { names.append(String(plugin)) }
    }
    return names.sorted()
  }
}
