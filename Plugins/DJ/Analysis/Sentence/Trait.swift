/// What a track is like besides its mood, each from 0 to 1, by the catalogue's names.
package enum Trait: String, CaseIterable, Sendable {
  case danceability, acousticness, instrumentalness, speechiness, liveness, popularity

  var place: Int {
    switch self {
    case .danceability: 0
    case .acousticness: 1
    case .instrumentalness: 2
    case .speechiness: 3
    case .liveness: 4
    case .popularity: 5
    }
  }
}
