import CLI
import Catalogue
import Glibc
import Plugins
import Wire

/// `patchbay library add`: the catalogue follows folders of music.
struct TracksAdding {
  private let invocation: Invocation
  private let file: CatalogueFile
  private let plugins: [String]
  /// Whether the command line names the plugins.
  private let areNamed: Bool
  private let jobs: Int

  init(_ invocation: Invocation) throws(CommandError) {
    self.invocation = invocation
    file = try CatalogueFile(invocation)
    let named = invocation.text(.analysing).map {
      $0 == "none" ? [] : $0.split(separator: ",").map(String.init)
    }
    areNamed = named != nil
    plugins = named ?? file.settings.analysing
    jobs = min(invocation.count(.jobs) ?? Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))), 64)
  }

  func run(_ folders: [String]) throws(CommandError) -> ExitCode {
    Interrupts.prepare()
    var walk = MusicFolder(takesAll: invocation.has(.everyFile))
    for folder in folders { walk.add(folder) }
    for failure in walk.failures { try tell(failure.path, failure.reason) }
    // Nothing is made of folders that are not there.
    if walk.files.isEmpty, walk.othersCount == 0, !walk.failures.isEmpty { return .badInput }
    let engine = try startEngine()
    defer { engine.stop(within: 2) }
    let (analyser, reader) = try analyser(engine)
    let catalogue = try file.open(.readWrite)
    try CatalogueFile.asking { () throws(CatalogueError) in
      try catalogue.note(folders: walk.folders)
    }
    let progress = invocation.has(.quiet) ? nil : ProgressMeter(title: "library")
    let update = CatalogueUpdate(catalogue: catalogue, analyser: analyser) { fraction in
      progress?.update(fraction)
    } remark: { path, text in
      // The bar comes back with the next file.
      progress?.finish()
      try? tell(path, text)
    }
    let stopping = Stopping()
    Interrupts.handle { stopping.stop() }
    stopping.add { update.cancel() }
    let result: Result<CatalogueUpdate.Summary, CatalogueError>
    do throws(CatalogueError) {
      result = .success(
        try update.run(walk.files, jobs: jobs, again: invocation.has(.again)))
    } catch {
      result = .failure(error)
    }
    progress?.finish()
    // Where the disk is full, the log keeps what was stored.
    try? catalogue.settle()
    switch result {
    case .failure(let error): throw CommandError(error)
    case .success(let summary):
      try Output.standard.write(text(summary, others: walk.othersCount))
      if summary.isCancelled { return .interrupted }
    }
    if let reader {
      let words = WordsReading(catalogue: catalogue, isQuiet: invocation.has(.quiet))
      if try words.read(by: reader, stopping) == .interrupted { return .interrupted }
    }
    return walk.failures.isEmpty ? .success : .badInput
  }

  /// An engine of the plugins that are needed, each with an instance for every job.
  private func startEngine() throws(CommandError) -> Engine {
    var settings = file.settings
    let known = settings.plugins.map(\.name)
    for name in plugins where !known.contains(name) {
      throw CommandError(
        .pluginUnavailable,
        "no plugin named '\(name)'" + suggestion(name, among: known))
    }
    settings.plugins.removeAll { !plugins.contains($0.name) }
    for index in settings.plugins.indices { settings.plugins[index].instances = jobs }
    settings.mediaRuns = jobs
    let engine = Engine(settings: settings, programs: .besideThisProgram())
    engine.start()
    return engine
  }

  /// What looks at the files, and what looks at the words of all tracks.
  private func analyser(_ engine: Engine) throws(CommandError) -> (Analyser, WordReader?) {
    var serving = plugins
    for plugin in engine.plugins where !plugin.state.isServing {
      let absence = "\(plugin.name) \(plugin.state.absence)"
      if areNamed { throw CommandError(.pluginUnavailable, absence) }
      // What it would find is found when it is there: the files are then looked at again.
      try Output.errors.write("patchbay: \(absence); the files are taken without it\n")
      serving.removeAll { $0 == plugin.name }
    }
    do throws(PluginError) {
      let listening = serving.filter { $0 != WordReader.name }
      return (
        try Analyser(engine: engine, plugins: listening),
        serving.contains(WordReader.name) ? try WordReader(engine) : nil
      )
    } catch {
      throw CommandError(error)
    }
  }

  private func text(_ summary: CatalogueUpdate.Summary, others: Int) -> String {
    var parts = ["\(counted(summary.added, "track")) added"]
    if summary.updated > 0 { parts.append("\(summary.updated) brought up to date") }
    if summary.byOthers > 0 { parts.append("\(summary.byOthers) by another run") }
    if summary.unchanged > 0 { parts.append("\(summary.unchanged) unchanged") }
    if summary.broken > 0 {
      parts.append("\(summary.broken) cannot be used (patchbay library list --broken)")
    }
    if summary.skipped > 0 { parts.append("\(summary.skipped) to be tried again") }
    if others > 0 {
      parts.append("\(counted(others, "other file")) passed over")
    }
    return parts.joined(separator: ", ") + "\n"
  }
}

/// A line on standard error about one file.
private func tell(_ path: String, _ text: String) throws(CommandError) {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  // Sentences about media begin with the file's own name.
  let rest = text.hasPrefix(name) ? text.dropFirst(name.count) : ": \(text)"
  try Output.errors.write("patchbay: \(path)\(rest)\n")
}
