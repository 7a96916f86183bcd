import CLI
import Catalogue
import Glibc
import Plugins
import Wire

/// The catalogue that a command line means, and the settings to go with it.
struct CatalogueFile {
  let path: String
  let settings: HostSettings

  init(_ invocation: Invocation) throws(CommandError) {
    var settings = try Installation.settings(invocation)
    if let path = invocation.text(.catalogue) {
      // What may write beside the manifest's catalogue may write beside this one.
      let (usual, folder) = (Self.folder(of: settings.music.catalogue), Self.folder(of: path))
      for index in settings.plugins.indices {
        settings.plugins[index].offered["catalogue"] = path
        let writable = settings.plugins[index].writable.map(Self.real)
        if writable.contains(usual) { settings.plugins[index].writable.append(folder) }
      }
      settings.music.catalogue = path
    }
    self.settings = settings
    path = settings.music.catalogue
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return real(".") }
    return real(slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  /// A folder's one absolute path, or `path` where there is no such folder.
  private static func real(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  func open(_ access: Catalogue.Access) throws(CommandError) -> Catalogue {
    try Self.asking { () throws(CatalogueError) in try Catalogue(path: path, access: access) }
  }

  /// Turns what the catalogue says into what the command line says.
  static func asking<T>(
    _ body: () throws(CatalogueError) -> T
  ) throws(CommandError) -> T {
    do throws(CatalogueError) {
      return try body()
    } catch {
      throw CommandError(error)
    }
  }

  /// The tracks that a word means: an id, a path, or "artist - title".
  static func tracks(
    _ word: String, in catalogue: Catalogue
  ) throws(CommandError) -> [Track] {
    let found = try asking { () throws(CatalogueError) -> Track? in
      if let track = try catalogue.track(path: absolute(word)) { return track }
      if let track = try catalogue.track(path: word) { return track }
      return try catalogue.track(named: word)
    }
    guard let found else {
      throw CommandError(
        .badInput, "the catalogue has no track '\(word)'; `patchbay library list` searches it")
    }
    return [found]
  }

  /// The path as the catalogue keeps it, also of a file that is gone.
  static func absolute(_ path: String) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    if path.hasPrefix("/") { return path }
    guard let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }
}
