import CLI
import Catalogue
import Plugins
import Serving

/// One run of a plugin that makes a playlist of the catalogue, and its result written out.
struct PlaylistRun {
  let invocation: Invocation
  /// Its name.
  let plugin: String
  /// A picture, or none.
  var photo: String?
  /// For the plugin's first text input.
  var texts: [String] = []
  /// Parameters of the plugin.
  var settings: [PluginFlag.Setting] = []
  /// Where the list is cut off.
  var seconds: Double?

  func run() throws(CommandError) -> ExitCode {
    Interrupts.prepare()
    let backend: any RunBackend
    let find: ([Int64]) throws(CommandError) -> [Track]
    if let url = invocation.text(.remote) {
      try checkRemote()
      let host = RemoteHost(url: url)
      // As it is, so that the answer is the one that a run there would give.
      backend = RemoteBackend(host: host, send: "file", quality: 90)
      find = host.tracks
    } else {
      let file = try CatalogueFile(invocation)
      let catalogue = try file.open(.readOnly)
      backend = LocalBackend(settings: file.settings)
      find = { (ids) throws(CommandError) in
        try CatalogueFile.asking { () throws(CatalogueError) in
          try catalogue.tracks(ids, parts: [.genres, .numbers])
        }
      }
    }
    Interrupts.handle { backend.cancel() }
    defer { backend.stop() }
    let plugins = try RunSettings.assign(
      flags: settings, sets: invocation.texts(.parameter), to: try backend.plugins([plugin]))
    let results = try results(plugins[0], backend)
    try write(try list(results, find))
    return .success
  }

  /// The host at the other end has a manifest and a catalogue of its own.
  private func checkRemote() throws(CommandError) {
    for flag in [Flag.catalogue, .manifest] where invocation.has(flag) {
      throw CommandError(
        .usage,
        "\(invocation.command.name): '--\(flag.name)' means nothing with '--remote': the host uses"
          + " its own\n\(Parser.advice(invocation.command.name))")
    }
  }

  private func list(
    _ results: PluginResults, _ find: ([Int64]) throws(CommandError) -> [Track]
  ) throws(CommandError) -> PlaylistFile {
    do {
      let ids = try PluginPlaylist.ids(in: results.outputs, results.events, plugin: plugin)
      return try PluginPlaylist.make(
        from: results.outputs, results.events, plugin: plugin, tracks: try find(ids.map(\.id)),
        seconds: seconds)
    } catch let error as CommandError {
      throw error
    } catch PluginPlaylist.Failure.plugin(let sentence) {
      throw CommandError(.pluginFailed, sentence)
    } catch {
      throw CommandError(.failed, "\(error)")
    }
  }

  private func results(
    _ plugin: RunPlugin, _ backend: any RunBackend
  ) throws(CommandError) -> PluginResults {
    let port = plugin.description.inputs.first(where: \.isText)?.name
    guard let port else {
      throw CommandError(
        .pluginUnavailable, "\(plugin.name) takes no text, so it makes no playlist")
    }
    let collector = RunCollector([plugin], progress: nil)
    try backend.run(
      RunJob(file: photo, plugins: [plugin], texts: texts.isEmpty ? [:] : [port: texts]),
      into: collector)
    let results = try collector.wait().results[0]
    if let error = results.error { throw CommandError(error) }
    for warning in results.warnings { try Output.errors.write("patchbay: \(warning.text)\n") }
    return results
  }

  private func write(_ list: PlaylistFile) throws(CommandError) {
    let path = invocation.text(.output)
    let isForPeople = path == nil && Terminal.isOutput
    let name =
      invocation.text(.playlistFormat) ?? PlaylistFile.Format(ofFile: path)?.rawValue
      ?? (isForPeople ? "table" : "json")
    let text =
      PlaylistFile.Format(rawValue: name).map { list.text($0, isPretty: isForPeople) }
      ?? TrackTable.text(list)
    guard let path else { return try Output.standard.write(text) }
    let output = try Output(path: path)
    try output.write(text)
    try output.finish()
  }
}
