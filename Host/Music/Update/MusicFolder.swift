import Catalogue
import Glibc

/// Walks through folders and finds the files that may be music.
package struct MusicFolder {
  /// Endings of names of files that hold sound.
  package static let endings: Set<String> = [
    "3ga", "aa3", "aac", "ac3", "aif", "aifc", "aiff", "alac", "amr", "ape", "au", "caf", "dff",
    "dsf", "dts", "eac3", "flac", "gsm", "it", "m4a", "m4b", "m4r", "mka", "mod", "mp1", "mp2",
    "mp3", "mpc", "mpga", "oga", "ogg", "oma", "opus", "ra", "rf64", "s3m", "shn", "snd", "spx",
    "tak", "tta", "voc", "w64", "wav", "wave", "weba", "wma", "wv", "xm",
  ]

  package struct File: Equatable, Sendable {
    package let path: String
    package let state: Track.FileState
  }

  /// In order of their paths.
  package private(set) var files: [File] = []
  /// Folders and files that cannot be read, with the reason.
  package private(set) var failures: [(path: String, reason: String)] = []
  /// Files whose name says that they are something else.
  package private(set) var othersCount = 0
  /// Those that were given, also by a file in them, and those below them on other devices.
  package private(set) var folders: [String] = []
  private let takesAll: Bool
  /// Folders by device and number, so that a link to a folder above does not go round for ever.
  private var visited: Set<[UInt64]> = []
  private var known: Set<String> = []

  /// - Parameter takesAll: whatever their names are.
  package init(takesAll: Bool) { self.takesAll = takesAll }

  /// Adds what is below `path`, or the file at `path`, whatever its name. The paths that come out
  /// are absolute and free of links, so that one file has one path.
  package mutating func add(_ path: String) {
    guard let real = unsafe realpath(path, nil) else {
      failures.append((path, reason()))
      return
    }
    defer { unsafe free(real) }
    guard let start = unsafe String(validatingCString: real) else {
      failures.append((path, "its name is no UTF-8"))
      return
    }
    visit(start, isNamed: true, above: nil)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func visit(_ path: String, isNamed: Bool, above: dev_t?) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      failures.append((path, reason()))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard visited.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else { return }
      if above != status.st_dev { folders.append(path) }
      for name in names(in: path) {
        visit(path == "/" ? "/" + name : "\(path)/\(name)", isNamed: false, above: status.st_dev)
      }
    case S_IFREG:
      guard isNamed || takesAll || Self.isMusic(path) else {
        othersCount += 1
        return
      }
      guard known.insert(path).inserted else { return }
      if isNamed, let slash = path.lastIndex(of: "/") {
        folders.append(slash == path.startIndex ? "/" : String(path[..<slash]))
      }
      files.append(File(path: path, state: Track.FileState(status)))
    default:
      if isNamed { failures.append((path, "it is no file and no folder")) }
    }
  }

  private mutating func names(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else {
      failures.append((folder, reason()))
      return []
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else {
        failures.append((folder, "it holds a file whose name is no UTF-8; rename it"))
        continue
      }
      // What begins with a dot is hidden, and no music.
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private func reason() -> String { unsafe String(cString: strerror(errno)) }

  private static func isMusic(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return endings.contains(path[path.index(after: dot)...].lowercased())
  }
}

extension Track.FileState {
  init(_ status: stat) {
    let time = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    self.init(size: Int64(status.st_size), time: time)
  }

  /// Of the file at `path`; nil where there is none.
  package init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
