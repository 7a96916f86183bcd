import Catalogue
import Library
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
    let file = try LibraryFile(invocation)
    let catalogue = try file.open(.readOnly)
    let backend = LocalBackend(settings: file.settings)
    Interrupts.handle { backend.cancel() }
    defer { backend.stop() }
    let plugins = try RunSettings.assign(
      flags: settings, sets: invocation.texts(.parameter), to: try backend.plugins([plugin]))
    let results = try results(plugins[0], backend)
    let list: PlaylistFile
    do throws(PluginPlaylist.Failure) {
      list = try PluginPlaylist.make(
        from: results.outputs, results.events, plugin: plugin, catalogue: catalogue,
        seconds: seconds)
    } catch {
      switch error {
      case .plugin(let sentence): throw CommandError(.pluginFailed, sentence)
      case .catalogue(let error): throw CommandError(error)
      }
    }
    try write(list)
    return .success
  }

  private func results(
    _ plugin: RunPlugin, _ backend: LocalBackend
  ) throws(CommandError) -> PluginResults {
    let port = plugin.description.inputs.first { $0.kind.isText }?.name
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
    let name = invocation.text(.playlistFormat) ?? (isForPeople ? "table" : "json")
    let text =
      PlaylistFile.Format(rawValue: name).map { list.text($0, isPretty: isForPeople) }
      ?? TrackTable.text(list)
    guard let path else { return try Output.standard.write(text) }
    let output = try Output(path: path)
    try output.write(text)
    try output.finish()
  }
}
