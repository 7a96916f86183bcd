import CLI
import Catalogue
import Glibc
import Plugins

/// The last part of `patchbay library add` and `import`: what the words of the tracks mean.
struct WordsReading {
  let catalogue: Catalogue
  let isQuiet: Bool

  /// With the plugin of a manifest, if it has it and names it in `analysis`.
  func read(by settings: HostSettings, _ stopping: Stopping) throws(CommandError) -> ExitCode {
    guard settings.readsWords else { return .success }
    let engine = Self.engine(settings, instances: Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))
    engine.start()
    defer { engine.stop(within: 2) }
    let reader: WordReader
    do throws(PluginError) {
      reader = try WordReader(engine)
    } catch {
      // What it would find is found when it is there.
      try Output.errors.write("patchbay: \(error.message); the tracks are found by words alone\n")
      return .success
    }
    return try read(by: reader, stopping)
  }

  /// An engine of that plugin alone; not started.
  static func engine(_ settings: HostSettings, instances: Int) -> Engine {
    var settings = settings
    settings.plugins.removeAll { $0.name != WordReader.name }
    for index in settings.plugins.indices { settings.plugins[index].instances = instances }
    return Engine(settings: settings, programs: .besideThisProgram())
  }

  func read(by reader: WordReader, _ stopping: Stopping) throws(CommandError) -> ExitCode {
    let progress = isQuiet ? nil : ProgressMeter(title: "meaning")
    let update = MeaningUpdate(catalogue: catalogue, reader: reader) { progress?.update($0) }
    stopping.add { update.cancel() }
    let result: Result<MeaningUpdate.Summary, CatalogueError>
    do throws(CatalogueError) {
      result = .success(try update.run())
    } catch {
      result = .failure(error)
    }
    progress?.finish()
    try? catalogue.settle()
    switch result {
    case .failure(let error): throw CommandError(error)
    case .success(let summary):
      if summary.stored > 0 {
        let tracks = counted(summary.stored, "track")
        try Output.standard.write("\(tracks) can now be found by meaning\n")
      }
      if let failure = summary.failure {
        let skipped = summary.skipped > 0 ? "\(summary.skipped) to be tried again: " : ""
        try Output.errors.write("patchbay: \(skipped)\(failure.message)\n")
      }
      return summary.isCancelled ? .interrupted : .success
    }
  }
}
