import Glibc
import Plugins
import Serving
import Wire

/// The files of one `patchbay run`, one after the other.
struct RunSession {
  let invocation: Invocation
  let backend: any RunBackend
  let plugins: [RunPlugin]
  private let format: Format
  private let plot: PlotFile?

  init(_ invocation: Invocation, _ backend: any RunBackend, _ plugins: [RunPlugin])
    throws(CommandError)
  {
    self.invocation = invocation
    self.backend = backend
    self.plugins = plugins
    let isFile = invocation.text(.output) != nil
    format =
      invocation.text(.runFormat).flatMap(Format.init(rawValue:))
      ?? (isFile ? .json : .standard)
    plot = try invocation.text(.plot).map { (path) throws(CommandError) in
      try PlotFile(path: path)
    }
  }

  func run() throws(CommandError) -> ExitCode {
    let files = Array(invocation.arguments.dropFirst())
    let texts = try RunTexts.texts(invocation.texts(.text), for: plugins)
    try check(files, texts)
    let path = invocation.text(.output)
    let output =
      try path.map { (path) throws(CommandError) in
        try Output(path: path)
      } ?? Output.standard
    let printer = RunPrinter(
      format, to: output, plugins: plugins, files: files.count,
      isPretty: path == nil && Terminal.isOutput)
    try printer.begin()
    var code = ExitCode.success
    for (index, file) in (files.isEmpty ? [nil] : files.map(Optional.some)).enumerated() {
      let job = RunJob(
        file: file, plugins: plugins, texts: texts, timeout: invocation.number(.timeout))
      let outcome = try outcome(job, printer)
      let failure = try tell(outcome, of: file, printer)
      if failure == .interrupted { return failure }
      if code == .success { code = failure }
      try printer.end(file: file ?? "", index: index, outcome)
      try cut(outcome, of: file)
      if code == .success { try plot?.write(outcome.results, title: Self.title(file)) }
    }
    try printer.finish()
    return code
  }

  private static func title(_ file: String?) -> String {
    file?.split(separator: "/").last.map(String.init) ?? "run"
  }

  private func outcome(
    _ job: RunJob, _ printer: RunPrinter
  ) throws(CommandError) -> RunOutcome {
    let title = Self.title(job.file)
    let progress =
      invocation.has(.quiet) || printer.sharesTerminal ? nil : ProgressMeter(title: title)
    let collector = RunCollector(
      job.plugins, progress: progress, pass: try printer.passing(file: job.file ?? ""))
    do throws(CommandError) {
      try backend.run(job, into: collector)
    } catch {
      progress?.finish()
      // What one file cannot have, the next one may.
      guard let cause = error.cause else { throw error }
      collector.fail(cause)
    }
    return try collector.wait()
  }

  /// Warnings and errors for people. - Returns: the first failure's code.
  private func tell(
    _ outcome: RunOutcome, of file: String?, _ printer: RunPrinter
  ) throws(CommandError) -> ExitCode {
    var code = ExitCode.success
    let place = file.map { "\($0): " } ?? ""
    let name = file?.split(separator: "/").last.map(String.init)
    for results in outcome.results {
      if !printer.tellsWarnings {
        for warning in results.warnings {
          let time = MediaTime(seconds: warning.time).clock()
          try Output.errors.write("patchbay: \(place)at \(time): \(warning.text)\n")
        }
      }
      guard let error = results.error else { continue }
      if error.code == .cancelled {
        try Output.errors.write("patchbay: \(place)interrupted\n")
        return .interrupted
      }
      let isNamed = name.map { error.message.hasPrefix($0) } ?? true
      try Output.errors.write("patchbay: \(isNamed ? "" : place)\(error.message)\n")
      if code == .success { code = ExitCode(error.code) }
    }
    return code
  }

  private func cut(_ outcome: RunOutcome, of file: String?) throws(CommandError) {
    guard let folder = invocation.text(.cut), let file else { return }
    var segments: [Segment] = []
    for results in outcome.results {
      for case .segment(_, let start, let stop, let label, _) in results.events.joined() {
        segments.append(Segment(start: start, stop: stop, label: label))
      }
    }
    let cutter = Cutter(
      file: file, folder: folder, isExact: invocation.has(.exact),
      overwrites: invocation.has(.overwrite))
    try cutter.cut(segments) { (name, note) throws(CommandError) in
      try Output.errors.write("patchbay: cut \(name)\(note.map { " (\($0))" } ?? "")\n")
    }
  }

  private func check(_ files: [String], _ texts: [String: [String]]) throws(CommandError) {
    if files.isEmpty, texts.isEmpty || plugins.contains(where: \.needsMedia) {
      throw RunCommand.usage("FILE is missing: \(invocation.command.usage)")
    }
    if files.count != 1, format == .srt || format == .edl {
      throw RunCommand.usage("'--format \(format.rawValue)' is for one file")
    }
    if plot != nil, files.count > 1 { throw RunCommand.usage("'--plot' is for one file") }
    for flag in [Flag.cut, .plot]
    where invocation.has(flag) && (format == .csv || format == .ndjson) {
      throw RunCommand.usage(
        "'--\(flag.name)' needs results that are kept; use another format than \(format.rawValue)")
    }
    for (index, file) in files.enumerated() where files[..<index].contains(file) {
      throw RunCommand.usage("'\(file)' is given twice")
    }
    for file in files where unsafe access(file, R_OK) != 0 {
      throw CommandError(.badInput, SystemError("read \(file)").description)
    }
    if files.contains(where: isFolder) {
      throw CommandError(.badInput, "a folder is given where a file is needed")
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
