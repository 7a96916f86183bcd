import Glibc
import Plugins
import Wire

/// The texts that `--text PORT=TEXT` gives, by port.
enum RunTexts {
  /// Bytes of a text that is read from a file.
  private static let limit = 16 << 20

  static func texts(
    _ words: [String], for plugins: [RunPlugin]
  ) throws(CommandError) -> [String: [String]] {
    var texts: [String: [String]] = [:]
    let ports = plugins.flatMap { plugin in
      plugin.description.inputs.filter { $0.kind.isText }.map(\.name)
    }
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
        throw RunCommand.usage("'--text \(word)': needs PORT=TEXT")
      }
      let port = String(word[..<equals])
      guard ports.contains(port) else {
        throw RunCommand.usage(
          "'--text \(word)': no plugin of this run has a text input '\(port)'"
            + suggestion(port, among: ports))
      }
      let text = String(word[word.index(after: equals)...])
      texts[port, default: []].append(
        text.first == "@" ? try InputFile.text(String(text.dropFirst()), limit: limit) : text)
    }
    return texts
  }
}

extension InputPort.Kind {
  var isText: Bool {
    if case .text = self { true } else { false }
  }
}

extension RunPlugin {
  /// Some input that must be there is no text.
  var needsMedia: Bool {
    description.inputs.contains { !$0.isOptional && !$0.kind.isText }
  }
}
