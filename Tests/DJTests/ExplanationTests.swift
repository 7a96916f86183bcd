import DJAnalysis
import Testing

@Suite("Explanations")
struct ExplanationTests {
  private func explanation(_ sentence: String, photo: Bool) -> Explanation {
    let songs = Songs.make(500)
    let look = Look(of: SceneTests.photo(16, 16) { _, _ in [90, 50, 20] })
    let scene = Scene(
      guesses: [
        .init(kind: "bar", probability: 0.62), .init(kind: "lobby", probability: 0.38),
      ], look: look, faces: photo ? 3 : 0)
    let wish = SentenceReader.read(sentence)
    let target = Target(wish, photo ? scene : nil, in: CatalogueSummary(of: songs))
    return Explanation(
      wish, photo ? scene : nil, target,
      Playlist(of: songs, for: target, .init(minutes: wish.minutes ?? 60)))
  }

  @Test("say in English what was seen, heard, concluded and made")
  func english() {
    #expect(
      explanation("calm jazz, no rap, half an hour", photo: true).text
        == "The photo looks like a bar (62 %); the light is dim and warm, 3 faces. "
        + "From the words: “calm”, “jazz”, “no rap”, “half an hour”. "
        + "The catalogue has none of: jazz; what comes nearest was taken. "
        + "So the music is to be calm, bright. 9 tracks, 30 min.")
  }

  @Test("say the same in Russian")
  func russian() {
    #expect(
      explanation("спокойный рок, нарастающий, полчаса", photo: true).text
        == "Фото похоже на вид бара (62 %); свет приглушённый и тёплый, 3 лица. "
        + "Из слов: «спокойный», «рок», «нарастающий», «полчаса». "
        + "Поэтому музыка: сначала очень спокойная, в конце умеренная, светлая. 8 треков, 30 мин.")
  }

  @Test("say of a track what it is like and what was wanted")
  func reasons() throws {
    let song = Song(
      id: 1, artist: "a", title: "b", year: 1984, duration: 200, genres: ["pop", "dance pop"],
      valence: 0.6, energy: 0.7312, tempo: 118.4)
    let entry = Playlist.Entry(song: song, score: 1, start: 0, wantedEnergy: 0.7)
    #expect(
      explanation("calm", photo: false).reason(entry)
        == "dance pop, 1984, 118 BPM, energy 0.73 (wanted 0.70), valence 0.60 (wanted 0.64)")
    let unknown = Playlist.Entry(
      song: Song(id: 2, artist: "a", title: "b"), score: 1, start: 0, wantedEnergy: nil)
    #expect(
      explanation("спокойно", photo: false).reason(unknown)
        == "энергия неизвестна, позитивность неизвестна")
  }

  @Test("say which tracks come near the subject")
  func subject() {
    let wish = SentenceReader.read("songs about the sea")
    var target = Target(wish, nil, in: CatalogueSummary(of: []))
    target.nearness = [1: 0.9, 2: 0.1]
    let entries = (1...2).map { id in
      Playlist.Entry(
        song: Song(id: id, artist: "a", title: "b", energy: 0.5), score: 1, start: 0,
        wantedEnergy: nil)
    }
    let explanation = Explanation(wish, nil, target, Playlist(of: [], for: target, .init()))
    #expect(
      entries.map(explanation.reason) == [
        "words near “the sea”, energy 0.50, valence unknown", "energy 0.50, valence unknown",
      ])
  }

  @Test("say when nothing is left")
  func nothing() {
    let target = Target(SentenceReader.read("no rock"), nil, in: CatalogueSummary(of: []))
    let made = Playlist(of: [], for: target, .init())
    #expect(
      Explanation(SentenceReader.read("no rock"), nil, target, made).text
        == "From the words: “no rock”. No track of the catalogue is left.")
  }
}
