/// The threes of neighbouring letters of a word, with its beginning and end marked by '_'.
///
/// - Returns: one more than the word has letters, less what repeats.
func trigrams(of word: String) -> Set<String> {
  let letters = Array("__\(word)_".unicodeScalars)
  var result: Set<String> = []
  for start in 0..<letters.count - 2 {
    var text = ""
    text.unicodeScalars.append(contentsOf: letters[start..<start + 3])
    result.insert(text)
  }
  return result
}
