import Glibc

/// What `plugins.yaml` says: the host's own settings and every plugin, in the order of the file.
package struct HostSettings: Equatable, Sendable {
  package var address = "127.0.0.1"
  package var port = 8080
  /// Threads that serve the network.
  package var threads = 2
  /// Connections at the same time; further ones wait in the kernel's queue.
  package var connections = 1024
  /// Folders that are searched for libraries.
  package var libraries: [String] = []
  /// Bytes of one request's body.
  package var bodyLimit = 64 << 30
  /// Bytes of a body that are kept in memory; what is longer goes to a file in `spool`.
  package var bodyMemory = 1 << 20
  /// Folder for bodies on their way; files there have no name.
  package var spool = "/tmp"
  /// Media runs at the same time; further ones wait.
  package var mediaRuns = 2
  /// Folders from which `POST /v1/run` may open files by path; empty: none.
  package var mediaRoots: [String] = []
  /// The catalogue of music. It has a folder of its own, so that a plugin that keeps an index
  /// beside it need not write anywhere else.
  package var library = "library/library.db"
  /// Plugins that look at each piece of music or at its words, as far as they are there.
  package var analysis = standardAnalysis
  package var plugins: [PluginSettings] = []

  package static let standardAnalysis = ["features", "mood", wordPlugin]
  /// The plugin that takes the words of a track instead of its sound.
  package static let wordPlugin = "embed-text"

  package init() {}

  /// The catalogue where nothing names another one: the folder `library` beside the manifest has it,
  /// or where that has none yet, a `library.db` right beside the manifest is used on.
  ///
  /// - Parameter folder: the manifest's; "" for the current one.
  package static func standardLibrary(in folder: String) -> String {
    let paths = [HostSettings().library, "library.db"].map {
      folder.isEmpty ? $0 : "\(folder)/\($0)"
    }
    return paths.first { unsafe access($0, F_OK) == 0 } ?? paths[0]
  }

  /// The plugins that look at each piece of music or at its words, and are there.
  package var analysing: [String] {
    analysis.filter { name in plugins.contains { $0.name == name && $0.isEnabled } }
  }

  /// Those of them that take its sound.
  package var listening: [String] { analysing.filter { $0 != Self.wordPlugin } }

  /// Whether its words are looked at.
  package var readsWords: Bool { analysing.contains(Self.wordPlugin) }
}
