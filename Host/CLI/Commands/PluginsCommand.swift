import JSON
import Plugins
import Serving

/// `patchbay plugins`: the plugins of a manifest, or of another host.
enum PluginsCommand {
  static func list(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let format = format(invocation)
    if format == "names", invocation.text(.remote) == nil {
      let names = try Installation.settings(invocation).plugins.map(\.name)
      try Output.standard.write(names.map { $0 + "\n" }.joined())
      return .success
    }
    let documents = try documents(invocation, only: nil)
    try Output.standard.write(text(documents, format: format, isShow: false))
    return .success
  }

  static func show(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let name = invocation.arguments[0]
    let documents = try documents(invocation, only: name)
    guard let document = documents.first(where: { $0.name == name }) else {
      throw unknown(name, documents.map(\.name))
    }
    try Output.standard.write(text([document], format: format(invocation), isShow: true))
    return .success
  }

  private static func format(_ invocation: Invocation) -> String {
    invocation.text(.listFormat) ?? (Terminal.isOutput ? "table" : "json")
  }

  private static func documents(
    _ invocation: Invocation, only name: String?
  ) throws(CommandError) -> [PluginDocument] {
    if let url = invocation.text(.remote) { return try RemoteHost(url: url).plugins() }
    var settings = try Installation.settings(invocation)
    if let name {
      guard settings.plugins.contains(where: { $0.name == name }) else {
        throw unknown(name, settings.plugins.map(\.name))
      }
      settings.plugins.removeAll { $0.name != name }
    }
    let engine = Engine(settings: settings, programs: .besideThisProgram())
    engine.start()
    defer { engine.stop(within: 2) }
    return engine.plugins.map {
      PluginDocument(
        name: $0.name, state: $0.state, settings: $0.settings, description: $0.description)
    }
  }

  private static func text(
    _ documents: [PluginDocument], format: String, isShow: Bool
  ) -> String {
    switch format {
    case "json":
      var json = JSONWriter(isPretty: Terminal.isOutput)
      if isShow {
        json.plugin(documents[0])
      } else {
        json.beginArray()
        for document in documents { json.plugin(document) }
        json.endArray()
      }
      return json.text + "\n"
    case "names":
      return documents.map { $0.name + "\n" }.joined()
    default:
      return isShow ? PluginPage.text(documents[0]) : table(documents)
    }
  }

  private static func table(_ documents: [PluginDocument]) -> String {
    let rows = documents.map { document in
      [
        document.name, document.state, document.isolation, document.description?.version ?? "",
        document.reason ?? document.description?.summary ?? "",
      ]
    }
    return TextTable.text(
      ["NAME", "STATE", "ISOLATION", "VERSION", "WHAT IT DOES"], rightAligned: 0, rows)
  }

  private static func unknown(_ name: String, _ names: [String]) -> CommandError {
    CommandError(
      .pluginUnavailable, "no plugin named '\(name)'" + suggestion(name, among: names))
  }
}
