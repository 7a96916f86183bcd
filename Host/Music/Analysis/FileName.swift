/// What the name of a file says of its music, where there are no tags: "Artist - Title".
struct FileName {
  let artist: String
  private let rest: String
  private let stem: String

  init(_ path: String) {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
    stem = name
    let parts = name.split(separator: " - ", maxSplits: 1)
    guard parts.count == 2, !parts[0].allSatisfy(\.isNumber) else {
      artist = ""
      // "01 - Title"
      rest = parts.count == 2 ? String(parts[1]) : name
      return
    }
    artist = String(parts[0])
    rest = String(parts[1])
  }

  /// - Parameter artist: as it is known; the name is taken apart where it begins with that.
  func title(besides artist: String) -> String {
    artist == self.artist || self.artist.isEmpty ? rest : stem
  }
}
