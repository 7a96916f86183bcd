import Glibc
import Manifest
import Plugins

/// Where this program lies, and what lies with it.
enum Installation {
  /// The folder of this program.
  static var folder: String {
    let worker = Programs.besideThisProgram().worker
    return worker.lastIndex(of: "/").map { String(worker[..<$0]) } ?? "."
  }

  /// The manifest to use: the one that is named, ./plugins.yaml, or the installation's own.
  static func manifest(_ invocation: Invocation) throws(CommandError) -> Manifest {
    if let path = invocation.text(.manifest) { return try manifest(at: path) }
    guard let path = standardManifest else {
      throw CommandError(
        .badManifest,
        "there is no plugins.yaml here, and none with this program; name one with --manifest")
    }
    return try manifest(at: path)
  }

  static var standardManifest: String? {
    ["plugins.yaml", folder + "/plugins.yaml", folder + "/../etc/patchbay/plugins.yaml"]
      .first { unsafe access($0, R_OK) == 0 }
  }

  static func manifest(at path: String) throws(CommandError) -> Manifest {
    do throws(ManifestErrors) {
      return try Manifest.load(path: path)
    } catch {
      throw CommandError(.badManifest, error.description, isPlaced: true)
    }
  }

  /// The settings for a run without a server: the manifest's, or the libraries beside this
  /// program.
  static func settings(_ invocation: Invocation) throws(CommandError) -> HostSettings {
    if invocation.text(.manifest) != nil || standardManifest != nil {
      return try manifest(invocation).settings
    }
    var settings = HostSettings()
    settings.library = HostSettings.standardLibrary(in: "")
    settings.plugins = libraries(in: folder).map { name in
      var plugin = PluginSettings(name: name, library: "\(folder)/lib\(name).so")
      plugin.catalogue = settings.library
      return plugin
    }
    return settings
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
