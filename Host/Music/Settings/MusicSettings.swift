import Glibc
import Plugins

/// What `plugins.yaml` says of music.
package struct MusicSettings: ModuleSettings {
  package static let standardAnalysis = ["features", "mood", wordPlugin]
  /// The plugin that takes the words of a track instead of its sound.
  package static let wordPlugin = "embed-text"
  private static let standardCatalogue = "library/library.db"

  /// The catalogue's file. It has a folder of its own, so that a plugin that keeps an index beside
  /// it need not write anywhere else.
  package var catalogue = standardCatalogue
  /// Plugins that look at each piece of music or at its words, as far as they are there.
  package var analysis = standardAnalysis

  package init() {}

  /// The catalogue where nothing names another one: the folder `library` beside the manifest has it,
  /// or where that has none yet, a `library.db` right beside the manifest is used on.
  ///
  /// - Parameter folder: the manifest's; "" for the current one.
  static func standardCatalogue(in folder: String) -> String {
    let paths = [standardCatalogue, "library.db"].map {
      folder.isEmpty ? $0 : "\(folder)/\($0)"
    }
    return paths.first { unsafe access($0, F_OK) == 0 } ?? paths[0]
  }
}

extension HostSettings {
  package var music: MusicSettings {
    get { modules[MusicSettings.self] }
    set { modules[MusicSettings.self] = newValue }
  }

  /// The plugins that look at each piece of music or at its words, and are there.
  package var analysing: [String] {
    music.analysis.filter { name in plugins.contains { $0.name == name && $0.isEnabled } }
  }

  /// Those of them that take its sound.
  var listening: [String] { analysing.filter { $0 != MusicSettings.wordPlugin } }

  /// Whether its words are looked at.
  var readsWords: Bool { analysing.contains(MusicSettings.wordPlugin) }
}
