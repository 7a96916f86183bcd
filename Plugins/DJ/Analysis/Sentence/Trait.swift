/// What a track is like besides its mood, each from 0 to 1, by the catalogue's names.
package enum Trait: String, CaseIterable, Sendable {
  case danceability, acousticness, instrumentalness, speechiness, liveness, popularity
}
