/// What a wish is measured by: the newest year and the kinds of music that there are.
package struct CatalogueSummary: Equatable, Sendable {
  package private(set) var newestYear: Int?
  private(set) var kinds = GenreSet()

  package init(of songs: [Song]) {
    for song in songs {
      if let year = song.year { newestYear = max(newestYear ?? year, year) }
      kinds = kinds.union(song.kinds)
    }
  }
}
