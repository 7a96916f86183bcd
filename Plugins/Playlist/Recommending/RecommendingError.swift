/// Why there is no playlist.
package enum RecommendingError: Error, Equatable, CustomStringConvertible {
  case noSeed
  case unknownTrack(String, closest: String?)
  case unusableTrack(String, reason: String)
  case emptyCatalogue(String)
  case nothingToCompare(String)
  case tooManySeeds(Int, most: Int)

  package var description: String {
    switch self {
    case .noSeed:
      "no track was given; name some by id or as 'artist - title', one a line"
    case .unknownTrack(let name, let closest):
      "no track '\(name)'" + (closest.map { "; did you mean '\($0)'?" } ?? "")
    case .unusableTrack(let name, let reason):
      "the track '\(name)' cannot be compared with others: \(reason)"
    case .emptyCatalogue(let path):
      "the catalogue \(path) has no tracks; `patchbay library add DIR` adds some"
    case .nothingToCompare(let path):
      "no track of the catalogue \(path) has features to compare;"
        + " `patchbay library add DIR` measures them"
    case .tooManySeeds(let count, let most):
      "\(count) tracks were given; give at most \(most)"
    }
  }
}
