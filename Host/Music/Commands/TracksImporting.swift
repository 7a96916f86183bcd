import CLI
import Catalogue
import Glibc
import Wire

/// `patchbay library import`: a table of tracks.
struct TracksImporting {
  private let invocation: Invocation
  private let mapping: [(theirs: String, ours: String)]

  init(_ invocation: Invocation) throws(CommandError) {
    self.invocation = invocation
    var mapping: [(theirs: String, ours: String)] = []
    for text in invocation.texts(.map) {
      guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
        throw invocation.usage("'--map \(text)': needs THEIRS=OURS, such as --map bpm=tempo")
      }
      mapping.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
    }
    self.mapping = mapping
  }

  func run(_ path: String) throws(CommandError) -> ExitCode {
    Interrupts.prepare()
    let raw = path == "-" ? dup(STDIN_FILENO) : unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { throw CommandError(.badInput, SystemError("read \(path)").description) }
    let table = Descriptor(owning: raw)
    var status = stat()
    let size = unsafe fstat(raw, &status) == 0 ? Int(status.st_size) : 0
    let file = try CatalogueFile(invocation)
    let catalogue = try file.open(.readWrite)
    let progress = invocation.has(.quiet) || size == 0 ? nil : ProgressMeter(title: "import")
    let name = path == "-" ? "standard input" : path
    var reader = TableImport(catalogue: catalogue, mapping: mapping) { error in
      progress?.finish()
      let text = "\(name):\(error.line): \(error.message); the record was left out"
      try? Output.errors.write("patchbay: \(text)\n")
    }
    let stopping = Stopping()
    Interrupts.handle { stopping.stop() }
    let outcome: Result<TableImport.Summary, TableImport.Failure>
    do throws(TableImport.Failure) {
      outcome = .success(
        try reader.run(table) { done in
          progress?.update(Double(done) / Double(max(size, 1)))
          return !stopping.isStopped
        })
    } catch {
      outcome = .failure(error)
    }
    progress?.finish()
    try? catalogue.settle()
    switch outcome {
    case .failure(.table(let error)):
      throw CommandError(
        .badInput, "\(name):\(error.line): error: \(error.message)", isPlaced: true)
    case .failure(.catalogue(let error)): throw CommandError(error)
    case .failure(.reading(let error)): throw CommandError(.badInput, error.description)
    case .failure(.cancelled): return .interrupted
    case .success(let summary):
      let wrong = summary.wrong > 0 ? ", \(summary.wrong) left out" : ""
      try Output.standard.write(
        "\(counted(summary.stored, "record")) imported\(wrong)\n")
      let words = WordsReading(catalogue: catalogue, isQuiet: invocation.has(.quiet))
      return try words.read(by: file.settings, stopping)
    }
  }
}
