import Catalogue
import Glibc

/// Says in words what two tracks have in common.
package enum Reason {
  /// Such as "same genre, tempo within 4 BPM, mood 0.1 away", or where there are several seeds
  /// "like 'Artist - Title': same key".
  package static func sentence(_ track: Track, like seed: Track, isOnlySeed: Bool) -> String {
    let common = common(track, seed)
    let text = common.isEmpty ? "near by all features together" : common.joined(separator: ", ")
    return isOnlySeed ? text : "like '\(name(of: seed))': \(text)"
  }

  package static func name(of track: Track) -> String {
    switch (track.artist.isEmpty, track.title.isEmpty) {
    case (false, false): "\(track.artist) - \(track.title)"
    case (true, false): track.title
    default: track.path
    }
  }

  private static func common(_ track: Track, _ seed: Track) -> [String] {
    var common: [String] = []
    if !track.artist.isEmpty, track.artist == seed.artist { common.append("same artist") }
    if !track.album.isEmpty, track.album == seed.album { common.append("same album") }
    if !Set(track.genres).isDisjoint(with: seed.genres) { common.append("same genre") }
    if let apart = difference("tempo", track, seed), apart <= 10 {
      let whole = Int(apart.rounded(.up))
      common.append(whole == 0 ? "same tempo" : "tempo within \(whole) BPM")
    }
    if let apart = mood(track, seed), apart <= 0.6 {
      common.append(apart < 0.1 ? "same mood" : "mood \((10 * apart).rounded() / 10) away")
    }
    let hasKeys = track.numbers["key"] != nil
    if hasKeys, difference("key", track, seed) == 0, difference("mode", track, seed) ?? 0 == 0 {
      common.append("same key")
    }
    if let one = track.year, let other = seed.year, abs(one - other) <= 3 {
      let apart = abs(one - other)
      common.append(
        apart == 0 ? "same year" : apart == 1 ? "a year apart" : "\(apart) years apart")
    }
    return common
  }

  private static func difference(_ name: String, _ track: Track, _ seed: Track) -> Double? {
    guard let one = track.numbers[name], let other = seed.numbers[name] else { return nil }
    return abs(one - other)
  }

  /// The distance in Russell's plane, whose axes go from -1 to 1.
  private static func mood(_ track: Track, _ seed: Track) -> Double? {
    guard let valence = track.valence, let arousal = track.arousal,
      let other = seed.valence, let otherArousal = seed.arousal
    else { return nil }
    return hypot(valence - other, arousal - otherArousal)
  }
}
