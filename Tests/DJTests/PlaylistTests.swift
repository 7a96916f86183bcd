import DJAnalysis
import Testing

@Suite("Playlists")
struct PlaylistTests {
  let songs = Songs.make(2000)

  private func target(_ sentence: String, course: Course? = nil) -> Target {
    Target(SentenceReader.read(sentence), nil, in: CatalogueSummary(of: songs), course: course)
  }

  private func playlist(
    _ sentence: String, _ request: Playlist.Request = .init(), course: Course? = nil
  ) -> Playlist {
    Playlist(of: songs, for: target(sentence, course: course), request)
  }

  @Test("have songs of Christmas alone where they are wanted, and none elsewhere")
  func christmas() {
    var songs = Songs.make(300)
    for place in 0..<4 {
      songs[60 * place] = Song(
        id: Int64(1000 + place), artist: "a\(place)", title: "Christmas \(place)", duration: 200)
    }
    func ids(_ sentence: String) -> [Int64] {
      let target = Target(SentenceReader.read(sentence), nil, in: CatalogueSummary(of: songs))
      return Playlist(of: songs, for: target, .init(minutes: 13)).entries.map(\.song.id)
    }
    #expect(Set(ids("Christmas")) == [1000, 1001, 1002, 1003])
    #expect(Set(ids("музыка на Рождество")) == [1000, 1001, 1002, 1003])
    #expect(ids("happy").allSatisfy { $0 < 1000 })
  }

  @Test("are as long as wanted, to the minute", arguments: [10.0, 45, 60, 180, 600])
  func length(minutes: Double) {
    let made = playlist("calm", .init(minutes: minutes, perArtist: 10))
    #expect(abs(made.minutes - minutes) <= 1)
  }

  @Test("have no more tracks of an artist than allowed", arguments: [1, 2, 3])
  func cap(perArtist: Int) {
    let made = playlist("happy", .init(minutes: 90, perArtist: perArtist))
    let counts = Dictionary(grouping: made.entries, by: \.song.artist).mapValues(\.count)
    #expect(counts.values.allSatisfy { $0 <= perArtist })
    let free = playlist("happy", .init(minutes: 90, perArtist: 100))
    #expect(Dictionary(grouping: free.entries, by: \.song.artist).values.contains { $0.count > 1 })
    #expect(Set(made.entries.map(\.song.id)).count == made.entries.count)
  }

  @Test("are the same for the same wish, and others for another seed")
  func reproducible() {
    let first = playlist("calm rock").entries.map(\.song.id)
    #expect(playlist("calm rock").entries.map(\.song.id) == first)
    let other = playlist("calm rock", .init(seed: 1)).entries.map(\.song.id)
    #expect(Set(other) != Set(first))
  }

  @Test("do not depend on the order of the catalogue")
  func order() {
    let reversed = Playlist(of: songs.reversed(), for: target("calm rock"), .init())
    #expect(reversed.entries.map(\.song.id) == playlist("calm rock").entries.map(\.song.id))
  }

  @Test("keep to genre and years that were asked for, and leave out what was excluded")
  func wishes() {
    let rock = playlist("rock of the 80s", .init(perArtist: 5))
    #expect(rock.entries.allSatisfy { $0.song.genres.contains("rock") })
    #expect(rock.entries.allSatisfy { (1980...1989).contains($0.song.year ?? 0) })
    let mixed = playlist("happy, no rock or rap", .init(minutes: 300, perArtist: 10))
    #expect(mixed.entries.allSatisfy { !$0.song.genres.contains("rock") })
    #expect(mixed.entries.allSatisfy { !$0.song.genres.contains("rap") })
    #expect(Set(mixed.entries.map(\.song.genres[0])).count > 1)
  }

  @Test("keep to a tempo in numbers, or to half or double of it")
  func tempo() {
    let made = playlist("120 bpm")
    #expect(
      made.entries.allSatisfy { entry in
        let tempo = entry.song.tempo ?? 0
        return (110...130).contains(tempo) || (55...65).contains(tempo)
      })
  }

  @Test("are calm where calm is wanted, and lively where lively is")
  func moods() {
    func energy(_ sentence: String) -> Double {
      let entries = playlist(sentence).entries
      return entries.reduce(0) { $0 + ($1.song.energy ?? 0) } / Double(entries.count)
    }
    #expect(energy("calm") < 0.4)
    #expect(energy("energetic") > 0.75)
  }

  @Test(
    "rise from calm to lively, and wind down again",
    arguments: [(Course.rise, 1.0), (.windDown, -1)])
  func courses(course: Course, sign: Double) {
    let energies = playlist("", .init(minutes: 120), course: course).entries
      .map { $0.song.energy ?? 0 }
    let third = energies.count / 3
    func mean(_ part: ArraySlice<Double>) -> Double { part.reduce(0, +) / Double(part.count) }
    let thirds = [
      mean(energies[..<third]), mean(energies[third..<2 * third]), mean(energies[(2 * third)...]),
    ]
    #expect(sign * (thirds[1] - thirds[0]) > 0.08)
    #expect(sign * (thirds[2] - thirds[1]) > 0.08)
  }

  @Test("move in small steps: less than half as far as in the order of fit")
  func smooth() {
    let entries = playlist("happy", .init(minutes: 120)).entries
    func way(_ songs: [Song]) -> Double {
      zip(songs, songs.dropFirst()).reduce(0) { $0 + Ordering.step($1.0, $1.1) }
    }
    let byFit = entries.sorted { $0.score > $1.score }.map(\.song)
    #expect(way(entries.map(\.song)) < 0.5 * way(byFit))
  }

  @Test("start each track where the one before ends")
  func times() {
    let entries = playlist("calm").entries
    #expect(entries[0].start == 0)
    for (first, second) in zip(entries, entries.dropFirst()) {
      #expect(abs(second.start - first.start - (first.song.duration ?? 0)) < 1e-6)
    }
  }

  @Test("rank a track of which nothing is known between what fits and what does not")
  func unknown() {
    let target = target("calm happy rock")
    let misfit = Misfit(target: target)
    func cost(_ song: Song) -> Double { misfit.still(song) + misfit.moving(song, at: 0.5) }
    let fitting = Song(
      id: 1, artist: "a", title: "x", genres: ["rock"], valence: target.valence,
      energy: target.energy, traits: [.acousticness: 0.65, .speechiness: 0.04])
    let unknown = Song(id: 2, artist: "b", title: "y", genres: ["rock"])
    let wrong = Song(
      id: 3, artist: "c", title: "z", genres: ["rock"], valence: 0, energy: 1,
      traits: [.acousticness: 0, .speechiness: 0.9])
    #expect(cost(fitting) < cost(unknown))
    #expect(cost(unknown) < cost(wrong))
  }

  @Test("have one recording of a song alone, and no coarse titles for children")
  func oddities() {
    var few = Songs.make(10)
    few[0].title = "Same Song"
    few[1].title = "Same Song (Live)"
    few[2].title = "Same Song - Remastered 2011"
    for index in 0..<3 { few[index].artist = "Same Artist" }
    few[3] = Song(id: 4, artist: "d", title: "Holy Shit", duration: 200, energy: 0.7, tempo: 120)
    let made = Playlist(
      of: few, for: target("party for the kids"), .init(minutes: 60, perArtist: 9))
    #expect(made.entries.filter { $0.song.title.hasPrefix("Same Song") }.count == 1)
    #expect(made.entries.allSatisfy { $0.song.id != 4 })
  }

  @Test("are as long as the catalogue allows, down to nothing")
  func small() {
    #expect(Playlist(of: [], for: target("calm"), .init()).entries.isEmpty)
    let one = Songs.make(1)
    #expect(Playlist(of: one, for: target("calm"), .init()).entries.map(\.song.id) == [1])
    #expect(Playlist(of: one, for: target("no rock"), .init()).entries.isEmpty)
  }

  @Test("take what comes near where the catalogue has none of a genre")
  func absent() {
    let target = target("jazz")
    #expect(target.absent == [.jazz])
    let made = Playlist(of: songs, for: target, .init(perArtist: 5))
    #expect(made.entries.allSatisfy { $0.song.genres.contains("neo soul") })
  }
}
