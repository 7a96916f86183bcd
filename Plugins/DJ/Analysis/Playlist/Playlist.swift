import Glibc

/// A playlist: songs in their order, with how well each fits.
package struct Playlist: Sendable {
  package struct Entry: Sendable {
    package var song: Song
    /// 0 to 1.
    package var score: Double
    /// Seconds from the start of the playlist.
    package var start: Double
    /// The energy that was wanted here.
    package var wantedEnergy: Double?

    package init(song: Song, score: Double, start: Double, wantedEnergy: Double?) {
      (self.song, self.score, self.start) = (song, score, start)
      self.wantedEnergy = wantedEnergy
    }
  }

  package struct Request: Sendable {
    package var minutes: Double
    package var perArtist: Int
    package var seed: Int

    package init(minutes: Double = 60, perArtist: Int = 2, seed: Int = 0) {
      (self.minutes, self.perArtist, self.seed) = (minutes, perArtist, seed)
    }
  }

  package private(set) var entries: [Entry] = []

  package init(of songs: [Song], for target: Target, _ request: Request) {
    var selection = Selection(
      songs, Misfit(target: target), wanted: 60 * request.minutes, perArtist: request.perArtist,
      seed: UInt64(bitPattern: Int64(request.seed)))
    let picks = selection.pick()
    var ordering = Ordering(picks.map(\.song), along: target)
    var start = 0.0
    for (place, index) in ordering.run().enumerated() {
      let pick = picks[index]
      let part = picks.count > 1 ? Double(place) / Double(picks.count - 1) : 0.5
      entries.append(
        Entry(
          song: pick.song, score: exp(-pick.misfit / 8), start: start,
          wantedEnergy: target.energy(at: part)))
      start += Selection.length(pick.song)
    }
  }

  /// Minutes; songs of unknown length count as three and a half.
  package var minutes: Double {
    entries.reduce(0) { $0 + Selection.length($1.song) } / 60
  }
}
