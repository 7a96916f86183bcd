/// A kind of music that people ask for by name.
package enum Genre: String, CaseIterable, Sendable {
  case rock, metal, punk, indie, pop, rap, electronic, house, techno, trance, dubstep
  case drumAndBass = "drum and bass"
  case disco, funk, soul
  case rhythmAndBlues = "R&B"
  case latin, reggae, jazz, blues, classical, ambient, folk, country, chanson

  /// What genres of tracks are called that are of this one: words of theirs, in that order.
  var names: [String] {
    switch self {
    case .rock: ["rock", "grunge", "permanent wave", "рок"]
    case .metal: ["metal", "metalcore", "deathcore", "метал"]
    case .punk: ["punk", "emo", "панк"]
    case .indie: ["indie", "alternative", "инди"]
    case .pop: ["pop", "indie poptimism", "schlager", "поп"]
    case .rap: ["rap", "hip hop", "trap", "grime", "drill", "рэп"]
    case .electronic:
      ["edm", "electronic", "electronica", "electro", "house", "techno", "trance", "big room"]
        + ["dubstep", "drum and bass", "dance", "synthwave", "электроника"]
    case .house: ["house"]
    case .techno: ["techno"]
    case .trance: ["trance"]
    case .dubstep: ["dubstep", "brostep"]
    case .drumAndBass: ["drum and bass", "drum n bass", "jungle", "dnb"]
    case .disco: ["disco", "диско"]
    case .funk: ["funk", "фанк"]
    case .soul: ["soul", "motown", "соул"]
    case .rhythmAndBlues:
      ["r b", "rnb", "rhythm and blues", "urban contemporary", "new jack swing", "neo soul"]
    case .latin:
      ["latin", "reggaeton", "salsa", "bachata", "tropical", "merengue", "cumbia", "samba"]
    case .reggae: ["reggae", "ska", "dub", "dancehall", "регги"]
    case .jazz: ["jazz", "bebop", "big band", "джаз"]
    case .blues: ["blues", "блюз"]
    case .classical: ["classical", "baroque", "opera", "orchestral", "romantic", "классика"]
    case .ambient: ["ambient", "new age", "chillout", "downtempo", "lo fi", "эмбиент"]
    case .folk: ["folk", "singer songwriter", "bluegrass", "celtic", "фолк"]
    case .country: ["country", "americana", "кантри"]
    case .chanson: ["chanson", "шансон", "bard"]
    }
  }

  /// What comes near to it, and how near, where there is none of it.
  var relatives: [Genre: Double] {
    switch self {
    case .rock: [.metal: 0.6, .punk: 0.7, .indie: 0.6, .blues: 0.4]
    case .metal: [.rock: 0.6, .punk: 0.5]
    case .punk: [.rock: 0.7, .metal: 0.4, .indie: 0.4]
    case .indie: [.rock: 0.6, .pop: 0.4, .folk: 0.4]
    case .pop: [.disco: 0.5, .indie: 0.4, .rhythmAndBlues: 0.4]
    case .rap: [.rhythmAndBlues: 0.4]
    case .electronic: [.disco: 0.4, .ambient: 0.3, .pop: 0.2]
    case .house, .techno, .trance: [.electronic: 0.7, .disco: 0.4]
    case .dubstep, .drumAndBass: [.electronic: 0.7]
    case .disco: [.funk: 0.6, .house: 0.5, .pop: 0.4, .soul: 0.4]
    case .funk: [.soul: 0.7, .disco: 0.6, .rhythmAndBlues: 0.5]
    case .soul: [.rhythmAndBlues: 0.7, .funk: 0.6, .blues: 0.4]
    case .rhythmAndBlues: [.soul: 0.8, .funk: 0.5, .pop: 0.3]
    case .latin: [.reggae: 0.4]
    case .reggae: [.latin: 0.4, .soul: 0.3]
    case .jazz: [.soul: 0.6, .blues: 0.6, .funk: 0.4, .rhythmAndBlues: 0.4]
    case .blues: [.soul: 0.5, .jazz: 0.5, .rock: 0.4, .rhythmAndBlues: 0.3]
    case .classical: [.ambient: 0.5, .jazz: 0.3]
    case .ambient: [.electronic: 0.5, .classical: 0.4]
    case .folk: [.country: 0.6, .indie: 0.5, .blues: 0.4, .rock: 0.3]
    case .country: [.folk: 0.7, .blues: 0.5, .rock: 0.4]
    case .chanson: [.folk: 0.5, .pop: 0.3]
    }
  }

  /// What its tracks mostly sound like: looked for where the catalogue has none of it.
  var sound: [Trait: Double] {
    switch self {
    case .jazz: [.acousticness: 0.7, .speechiness: 0.04]
    case .classical: [.acousticness: 0.95, .instrumentalness: 0.9]
    case .ambient: [.instrumentalness: 0.8, .danceability: 0.3]
    case .folk, .country, .chanson: [.acousticness: 0.7, .instrumentalness: 0]
    case .blues: [.acousticness: 0.5]
    case .techno, .trance: [.instrumentalness: 0.7, .acousticness: 0]
    case .house, .disco, .funk: [.danceability: 0.8]
    default: [:]
    }
  }

  /// The energy of that sound, where it is out of the ordinary: 0 to 1.
  var energy: Double? {
    switch self {
    case .jazz, .blues: 0.4
    case .classical, .ambient: 0.2
    case .folk, .chanson: 0.4
    case .metal, .punk, .dubstep, .drumAndBass: 0.9
    default: nil
    }
  }

  /// Its name in Russian; in English it is the raw value.
  var russian: String {
    switch self {
    case .rock: "рок"
    case .metal: "метал"
    case .punk: "панк"
    case .indie: "инди"
    case .pop: "поп"
    case .rap: "рэп"
    case .electronic: "электронная музыка"
    case .house: "хаус"
    case .techno: "техно"
    case .trance: "транс"
    case .dubstep: "дабстеп"
    case .drumAndBass: "драм-н-бейс"
    case .disco: "диско"
    case .funk: "фанк"
    case .soul: "соул"
    case .rhythmAndBlues: "ритм-н-блюз"
    case .latin: "латино"
    case .reggae: "регги"
    case .jazz: "джаз"
    case .blues: "блюз"
    case .classical: "классика"
    case .ambient: "эмбиент"
    case .folk: "фолк"
    case .country: "кантри"
    case .chanson: "шансон"
    }
  }
}
