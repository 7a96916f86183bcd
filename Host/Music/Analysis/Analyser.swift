import Catalogue
import Glibc
import Plugins
import Wire

/// Makes tracks of music files: what their tags say, and what plugins find in them.
///
/// Each file is decoded once for all plugins, by a process of its own. Any thread may call it.
package final class Analyser: Sendable {
  package let engine: Engine
  /// Those that look at each file.
  package let plugins: [Plugin]
  /// The versions of the plugins, by name.
  package let versions: [String: String]

  /// - Throws: where one of `names` is not there, or cannot be served.
  package init(engine: Engine, plugins names: [String]) throws(PluginError) {
    self.engine = engine
    var plugins: [Plugin] = []
    var versions: [String: String] = [:]
    for name in names {
      let plugin = try engine.plugin(name)
      guard plugin.state.isServing, let description = plugin.description else {
        throw PluginError(.notReady, "\(name) is not ready; `patchbay plugins` says why")
      }
      versions[name] = description.version
      plugins.append(plugin)
    }
    self.plugins = plugins
    self.versions = versions
  }

  /// Looks at one file; returns when that is done. `path` becomes the track's path.
  package func analyse(
    _ source: MediaSource, path: String, file: Track.FileState?, cancellation: Cancellation
  ) -> Analysed {
    var result = Analysed(path: path)
    result.track.file = file
    let findings = plugins.isEmpty ? readTags(source) : run(source, cancellation)
    result.note(findings, of: plugins.map(\.name), versions)
    return result
  }

  private func run(_ source: MediaSource, _ cancellation: Cancellation) -> Findings {
    let receiver = FindingsReceiver(plugins.map { $0.description?.outputs ?? [] })
    do throws(PluginError) {
      var targets: [RunTarget] = []
      for plugin in plugins {
        targets.append(RunTarget(plugin: plugin, parameters: try plugin.values(from: [])))
      }
      let run = MediaRun(
        engine: engine, source: source, targets: targets, wantsTags: true, receiver: receiver)
      guard cancellation.begin({ run.cancel() }) else {
        throw PluginError(.cancelled, "the analysis was cancelled")
      }
      try run.start()
      let findings = receiver.wait()
      cancellation.end()
      return findings
    } catch {
      return Findings(failed: error, targets: plugins.count)
    }
  }

  /// Without plugins there is nothing to run, and the header is enough.
  private func readTags(_ source: MediaSource) -> Findings {
    var findings = Findings(outputs: [])
    do throws(PluginError) {
      let client = try MediaClient(engine.media)
      defer { client.close() }
      findings.info = try client.open(source, wishes: [], wantsTags: true)
    } catch {
      findings.failure = error
    }
    return findings
  }
}
