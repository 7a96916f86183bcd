import Plugins

/// What a run shall do, from its path and query: which plugins, with which parameters.
struct RunPlan {
  /// Names in the query that are the run's own.
  private static let reserved = ["format", "timeout", "path"]

  let plugins: [Plugin]
  let abouts: [Description]
  let format: RunFormat
  /// Seconds.
  let timeout: Double?
  /// A file under an allowed folder.
  let path: String?
  /// Those of each plugin, as written.
  private(set) var parameters: [[(name: String, text: String)]]

  init(_ exchange: Exchange) throws(Problem) {
    var plugins: [Plugin] = []
    for name in exchange.capture(0).split(separator: ",", omittingEmptySubsequences: false) {
      let plugin = try exchange.plugin(String(name))
      guard !plugins.contains(where: { $0 === plugin }) else {
        throw .badRequest("\(name) is named twice")
      }
      guard plugin.state.isServing else { throw plugin.absence }
      plugins.append(plugin)
    }
    self.plugins = plugins
    var abouts: [Description] = []
    for plugin in plugins { abouts.append(try plugin.served()) }
    self.abouts = abouts
    parameters = plugins.map { _ in [] }

    var own: [String: String] = [:]
    var others: [(name: String, text: String)] = []
    for (name, text) in exchange.connection.query {
      if Self.reserved.contains(name) {
        own[name] = text
      } else {
        others.append((name, text))
      }
    }
    format = try RunFormat(name: own["format"], accept: exchange.head.header("Accept"))
    path = own["path"]
    timeout = try own["timeout"].map { (text) throws(Problem) in
      guard let seconds = Double(text), seconds > 0, seconds.isFinite else {
        throw .badRequest("timeout is \(shown(text)); it must be a number of seconds above 0")
      }
      return seconds
    }
    for (name, text) in others { try addParameter(name, text) }
  }

  /// `name` is a parameter's, or a plugin's and a parameter's: "motion.sensitivity".
  mutating func addParameter(_ name: String, _ text: String) throws(Problem) {
    if let dot = name.firstIndex(of: ".") {
      let prefix = String(name[..<dot])
      guard let index = plugins.firstIndex(where: { $0.name == prefix }) else {
        let hint = suggestion(prefix, among: plugins.map(\.name))
        throw badParameter(
          "parameter '\(name)' is for '\(prefix)', which is not part of this run\(hint)")
      }
      parameters[index].append((String(name[name.index(after: dot)...]), text))
      return
    }
    guard plugins.count > 1 else {
      parameters[0].append((name, text))
      return
    }
    let owners = plugins.indices.filter { index in
      abouts[index].parameters.contains { $0.name == name }
    }
    let example = plugins[owners.first ?? 0].name
    throw badParameter(
      "parameter '\(name)' could be for any of \(plugins.count) plugins; "
        + "write whose it is, as in '\(example).\(name)'")
  }

  /// The plugins with a value for every parameter.
  func targets() throws(Problem) -> [RunTarget] {
    var targets: [RunTarget] = []
    for (index, plugin) in plugins.enumerated() {
      do throws(PluginError) {
        let values = try plugin.values(from: parameters[index])
        targets.append(
          RunTarget(plugin: plugin, parameters: values, description: abouts[index]))
      } catch {
        throw Problem(error)
      }
    }
    return targets
  }

  var takesText: Bool { abouts.contains { $0.inputs.contains { $0.isText } } }
  var takesMedia: Bool { abouts.contains { $0.inputs.contains { !$0.isText } } }

  private func badParameter(_ message: String) -> Problem {
    Problem(PluginError(.badParameter, message))
  }
}
