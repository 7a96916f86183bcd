import Glibc

/// Finds plugins' libraries, and resolves the paths in a manifest.
struct LibrarySearch: Sendable {
  /// The folder of the manifest; "" for the current one.
  let manifestFolder: String
  /// Searched where the manifest names no folders.
  let executableFolder: String

  init(manifest path: String, executableFolder: String?) {
    let folder = Self.folder(of: path)
    manifestFolder = folder == "." ? "" : folder
    self.executableFolder = executableFolder ?? Self.ownFolder
  }

  /// `path` itself where it is absolute, else relative to the manifest's folder.
  func resolve(_ path: String) -> String {
    path.hasPrefix("/") || manifestFolder.isEmpty ? path : "\(manifestFolder)/\(path)"
  }

  /// The path of a library that is named as in the manifest. A name without a folder is searched
  /// for; where no folder has it, the path in the first one, which the load then refuses.
  func path(of library: String, in folders: [String]) -> String {
    if library.contains("/") { return resolve(library) }
    let candidates = folders.map { "\($0)/\(library)" }
    return candidates.first { unsafe access($0, F_OK) == 0 } ?? candidates.first ?? library
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folder of this executable; the C function is `readlink`.
  private static var ownFolder: String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &path, path.count)
    let bytes = path.prefix(max(count, 0)).map(UInt8.init(bitPattern:))
    return count > 0 ? folder(of: String(decoding: bytes, as: UTF8.self)) : "."
  }
}
