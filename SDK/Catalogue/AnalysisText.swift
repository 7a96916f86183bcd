/// Plugins and their versions as one text: "features=1.0.0 mood=1.1.0".
enum AnalysisText {
  static func text(_ plugins: [String: String]) -> String {
    plugins.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  static func plugins(_ text: String) -> [String: String] {
    var plugins: [String: String] = [:]
    for word in text.split(separator: " ") {
      guard let equals = word.firstIndex(of: "=") else { continue }
      plugins[String(word[..<equals])] = String(word[word.index(after: equals)...])
    }
    return plugins
  }
}
