/// Why this playlist, and why each track: sentences in the language of the wish.
package struct Explanation {
  let wish: Wish
  let scene: Scene?
  let target: Target
  let playlist: Playlist
  private var language: Language { wish.language }

  package init(_ wish: Wish, _ scene: Scene?, _ target: Target, _ playlist: Playlist) {
    (self.wish, self.scene, self.target, self.playlist) = (wish, scene, target, playlist)
  }

  /// The whole playlist, in a few sentences.
  package var text: String {
    [photo, sentence, subject, absence, mood, result].compactMap { $0 }.joined(separator: " ")
  }

  private var photo: String? {
    guard let scene else { return nil }
    let light = Words.light(scene.look, language)
    let faces = scene.faces
    var text = language.pick("The light in the photo is \(light)", "Свет на фото \(light)")
    if let best = scene.guesses.first, let place = Place.all[best.kind] {
      let likely = Words.number(100 * best.probability)
      let isClear = best.probability >= 0.4
      let verdict = language.pick(
        isClear ? "The photo looks like" : "The photo may show",
        isClear ? "Фото похоже на вид" : "Возможно, на фото вид")
      text = language.pick(
        "\(verdict) \(place.english) (\(likely) %); the light is \(light)",
        "\(verdict) \(place.russian) (\(likely) %); свет \(light)")
    }
    if faces > 0 {
      text += language.pick(
        ", \(faces) \(faces == 1 ? "face" : "faces")",
        ", \(faces) \(Words.plural(faces, "лицо", "лица", "лиц"))")
    }
    return text + "."
  }

  private var sentence: String? {
    if wish.isEmpty { return nil }
    if wish.heard.isEmpty {
      return wish.sense == nil
        ? nil : language.pick("From the sense of the sentence.", "По смыслу предложения.")
    }
    let words = wish.heard.map { language.pick("“\($0)”", "«\($0)»") }.joined(separator: ", ")
    let isWhole = wish.sense == nil
    return language.pick(
      "From the words: \(words)\(isWhole ? "" : ", and the sense of the sentence").",
      "Из слов: \(words)\(isWhole ? "" : ", и по смыслу предложения").")
  }

  private var subject: String? {
    guard let subject = wish.subject else { return nil }
    let isNear = playlist.entries.contains { target.nearness?[$0.song.id] ?? 0 > 0 }
    return isNear
      ? language.pick(
        "Tracks whose words come near “\(subject)” are preferred.",
        "Предпочтены треки, слова которых близки к «\(subject)».")
      : language.pick(
        "Nothing is known of tracks about “\(subject)”.",
        "О треках про «\(subject)» ничего не известно.")
  }

  private var absence: String? {
    if target.absent.isEmpty { return nil }
    let names = target.absent.map { language.pick($0.rawValue, $0.russian) }.joined(separator: ", ")
    return language.pick(
      "The catalogue has none of: \(names); what comes nearest was taken.",
      "В каталоге нет: \(names); взято самое близкое.")
  }

  private var mood: String? {
    var parts: [String] = []
    if let first = target.firstEnergy, let last = target.lastEnergy {
      parts.append(
        language.pick(
          "from \(Words.energy(first, language)) to \(Words.energy(last, language))",
          "сначала \(Words.energy(first, language)), в конце \(Words.energy(last, language))"))
    } else if let energy = target.energy {
      parts.append(Words.energy(energy, language))
    }
    if let valence = target.valence { parts.append(Words.valence(valence, language)) }
    if parts.isEmpty { return nil }
    let words = parts.joined(separator: ", ")
    return language.pick("So the music is to be \(words).", "Поэтому музыка: \(words).")
  }

  private var result: String {
    if playlist.entries.isEmpty {
      return language.pick(
        "No track of the catalogue is left.", "В каталоге не осталось ни одного трека.")
    }
    let (count, minutes) = (playlist.entries.count, Words.number(playlist.minutes))
    let tracks = language.pick(
      count == 1 ? "track" : "tracks", Words.plural(count, "трек", "трека", "треков"))
    return language.pick(
      "\(count) \(tracks), \(minutes) min.", "\(count) \(tracks), \(minutes) мин.")
  }

  /// Why one track: what was asked of it, and what it has.
  package func reason(_ entry: Playlist.Entry) -> String {
    let song = entry.song
    var parts: [String] = []
    if let genre = song.genres.max(by: { nearness($0) < nearness($1) }) { parts.append(genre) }
    if let year = song.year { parts.append("\(year)") }
    if let tempo = song.tempo {
      parts.append(language.pick("\(Words.number(tempo)) BPM", "\(Words.number(tempo)) уд/мин"))
    }
    if let subject = wish.subject, target.nearness?[song.id] ?? 0 >= 0.4 {
      parts.append(language.pick("words near “\(subject)”", "слова близки к «\(subject)»"))
    }
    parts.append(figure(language.pick("energy", "энергия"), song.energy, entry.wantedEnergy))
    parts.append(figure(language.pick("valence", "позитивность"), song.valence, target.valence))
    return parts.joined(separator: ", ")
  }

  /// How near a genre is to those asked for; of equals the longer name says more.
  private func nearness(_ genre: String) -> Double {
    let kinds = GenreSet(of: genre)
    let nearest = target.kinds.reduce(0.0) { kinds.contains($1.key) ? max($0, $1.value) : $0 }
    return nearest + 0.001 * Double(genre.count)
  }

  private func figure(_ name: String, _ value: Double?, _ wanted: Double?) -> String {
    guard let value else { return name + language.pick(" unknown", " неизвестна") }
    let has = "\(name) \(Words.number(value, decimals: 2))"
    guard let wanted else { return has }
    let wish = Words.number(wanted, decimals: 2)
    return has + language.pick(" (wanted \(wish))", " (нужна \(wish))")
  }
}
