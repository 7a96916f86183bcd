import Catalogue
import Plugins

extension WordReader {
  /// What came of the words of some tracks.
  struct Reading {
    /// Those that are done; nil where a track's words have no vector.
    var vectors: [(track: Track, values: [Float]?)] = []
    /// Why the others are not.
    var error: PluginError?
  }

  /// Gives a track that was stored just now the vector of its words, if that can be done.
  package func read(_ id: Int64, in catalogue: Catalogue) throws(CatalogueError) -> PluginError? {
    guard let track = try catalogue.track(id, parts: [.genres]) else { return nil }
    let result = read([track], Cancellation())
    try store(result.vectors, in: catalogue)
    return result.error
  }

  func store(
    _ vectors: [(track: Track, values: [Float]?)], in catalogue: Catalogue
  ) throws(CatalogueError) {
    if vectors.isEmpty { return }
    try catalogue.store(vectors, named: Track.meaning, by: Self.name, version: version)
  }

  /// All in one call; where that fails, each in one of its own, so that one text that the plugin
  /// cannot take costs the others nothing.
  func read(_ tracks: [Track], _ cancellation: Cancellation) -> Reading {
    var result = Reading()
    var wanted: [Track] = []
    for track in tracks {
      if track.wording.isEmpty { result.vectors.append((track, nil)) } else { wanted.append(track) }
    }
    if wanted.isEmpty { return result }
    do throws(PluginError) {
      let vectors = try vectors(of: wanted.map(\.wording), cancellation)
      result.vectors += zip(wanted, vectors).map { ($0, $1) }
      return result
    } catch {
      guard wanted.count > 1 || Self.isLasting(error) else {
        result.error = error
        return result
      }
    }
    for track in wanted {
      do throws(PluginError) {
        result.vectors.append((track, try vectors(of: [track.wording], cancellation)[0]))
      } catch {
        if Self.isLasting(error) {
          result.vectors.append((track, nil))
        } else {
          result.error = error
          if error.code == .cancelled || Self.isOver(error) { break }
        }
      }
    }
    return result
  }

  /// What the same version of the plugin would say again of the same words.
  private static func isLasting(_ error: PluginError) -> Bool { error.code == .badInput }

  /// What it would say of all others too.
  static func isOver(_ error: PluginError) -> Bool {
    switch error.code {
    case .disabled, .refused, .quarantined, .unknownPlugin, .notReady: true
    default: false
    }
  }
}
