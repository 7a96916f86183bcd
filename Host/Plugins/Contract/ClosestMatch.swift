/// The candidate that was probably meant by `word`, or nil where none is near.
///
/// Near means few typing errors (a letter wrong, missing, added, or two swapped), at most one in
/// three letters; or `word` is the beginning or a whole part of exactly one candidate. Case makes
/// no difference, nor does '_' for '-'.
package func closestMatch(
  _ word: String, among candidates: some Sequence<String>
) -> String? {
  let matches = closestMatches(word, among: candidates)
  return matches.count == 1 ? matches[0] : nil
}

/// "; did you mean 'x'?" for the end of an error message, or nothing.
package func suggestion(_ word: String, among candidates: some Sequence<String>) -> String {
  let matches = closestMatches(word, among: candidates)
  guard (1...3).contains(matches.count) else { return "" }
  return "; did you mean \(listed(matches.map { "'\($0)'" }))?"
}

/// The nearest candidate, or else all of which `word` is a part.
private func closestMatches(_ word: String, among candidates: some Sequence<String>) -> [String] {
  let word = plainLetters(word)
  guard !word.isEmpty, word.count <= 64 else { return [] }
  var best: (candidate: String, distance: Int)?
  var wholes: [String] = []
  for candidate in candidates where candidate.utf8.count <= 64 {
    let letters = plainLetters(candidate)
    let distance = editDistance(word, letters)
    let tolerance = max(1, max(word.count, letters.count) / 3)
    if distance <= tolerance, distance < letters.count, distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
    let isPart = letters.split(separator: "-").contains { $0.elementsEqual(word) }
    if word.count >= 3, letters.starts(with: word) || isPart { wholes.append(candidate) }
  }
  return best.map { [$0.candidate] } ?? wholes
}

private func plainLetters(_ text: String) -> [Character] {
  text.lowercased().map { $0 == "_" ? "-" : $0 }
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
///
/// Optimal string alignment: Damerau, "A technique for computer detection and correction of
/// spelling errors", 1964, as the usual recurrence over prefixes.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
