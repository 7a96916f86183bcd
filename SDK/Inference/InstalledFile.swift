import CInference
import Glibc

/// Finds files that are installed together with the plugin.
public enum InstalledFile {
  /// The path of `name`, such as "models/mood.onnx", beside the plugin's library or in the nearest
  /// folder above it that has it; else beside or above the running program; else nil.
  ///
  /// So one rule serves a build, whose libraries lie in `.build/release` of the project that holds
  /// the files, and an installation, where they may lie in one folder. Folders that anybody may
  /// write to, such as `/tmp`, are passed over.
  public static func path(of name: String) -> String? {
    for start in starts {
      var folder = start
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        let path = "\(folder)/\(name)"
        if !isOpenToAll(folder.isEmpty ? "/" : String(folder)), exists(path) { return path }
      }
    }
    return nil
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// The files that searching starts at, without symbolic links.
  private static var starts: [Substring] {
    let library = unsafe ci_own_path().map { unsafe String(cString: $0) }
    return [library, "/proc/self/exe"].compactMap { $0.flatMap(fullPath).map { $0[...] } }
  }

  private static func isOpenToAll(_ folder: String) -> Bool {
    var status = stat()
    return unsafe stat(folder, &status) != 0 || status.st_mode & S_IWOTH != 0
  }
}

/// The path without symbolic links, or nil if there is nothing.
func fullPath(_ path: String) -> String? {
  guard let full = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(full) }
  return unsafe String(cString: full)
}

/// What comes after the last slash: sentences that clients may see name no folders.
func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

func environmentVariable(_ name: String) -> String? {
  let value = unsafe getenv(name).map { unsafe String(cString: $0) }
  return value == "" ? nil : value
}
