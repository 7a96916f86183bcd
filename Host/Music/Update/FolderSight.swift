import Glibc

/// Tells files that are gone from those that only cannot be seen now.
///
/// A file is gone where the system says that there is none of that name, while the folder that it
/// was added from is there, can be read, and has something in it: an empty one may be the place
/// of a disk that is not mounted.
package struct FolderSight {
  /// From which files were added, the longest first.
  private let folders: [String]
  /// What is wrong with each folder that was looked at; nil: nothing.
  private var verdicts: [String: String?] = [:]
  /// Why files cannot be looked for, with how many there are of them.
  package private(set) var unseen: [String: Int] = [:]

  package init(folders: [String]) {
    self.folders = folders.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// Whether the file with this path is not there any more.
  package mutating func isGone(_ path: String) -> Bool {
    errno = 0
    if unsafe access(path, F_OK) == 0 { return false }
    let code = errno
    let folder = folder(of: path)
    if verdicts[folder] == nil { verdicts[folder] = Self.verdict(folder) }
    if let fault = verdicts[folder] ?? nil {
      unseen[fault, default: 0] += 1
      return false
    }
    if code == ENOENT || code == ENOTDIR { return true }
    unseen["\(folder): \(unsafe String(cString: strerror(code)))", default: 0] += 1
    return false
  }

  /// That it was added from; where that is not known, the one that it lies in.
  private func folder(of path: String) -> String {
    let known = folders.first { path.hasPrefix($0 == "/" ? $0 : $0 + "/") }
    if let known { return known }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func verdict(_ folder: String) -> String? {
    guard let directory = unsafe opendir(folder) else {
      return "\(folder) cannot be seen (\(unsafe String(cString: strerror(errno))))"
    }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      let isName = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        unsafe name[0] != UInt8(ascii: ".")
          || name[1] != 0 && (name[1] != UInt8(ascii: ".") || name[2] != 0)
      }
      if isName { return nil }
    }
    return "\(folder) is empty"
  }
}
