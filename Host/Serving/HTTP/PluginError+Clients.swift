import Plugins

extension PluginError {
  /// What clients are told: of a path of the host they get the name at its end.
  var forClients: PluginError {
    var text = ""
    var rest = message[...]
    var before: Character = " "
    while let character = rest.first {
      if character == "/", " '\"`(=".contains(before) {
        let path = rest.prefix { !" '\"`),;".contains($0) }
        text += path.dropFirst().contains("/") ? path.split(separator: "/").last ?? path : path
        rest = rest[path.endIndex...]
        before = "/"
      } else {
        text.append(character)
        rest.removeFirst()
        before = character
      }
    }
    return PluginError(code, text)
  }
}
