import JSON
import Plugins
import Serving

/// Prints the results of a run over one file or several, in the format that was asked for.
///
/// NDJSON and CSV are printed as results come, all others when a file is done.
final class RunPrinter: Sendable {
  private let format: Format
  private let output: Output
  private let plugins: [RunPlugin]
  private let hasSeveralFiles: Bool
  private let isPretty: Bool
  private let csv: ResultsCSV

  init(_ format: Format, to output: Output, plugins: [RunPlugin], files: Int, isPretty: Bool) {
    self.format = format
    self.output = output
    self.plugins = plugins
    self.isPretty = isPretty
    hasSeveralFiles = files > 1
    csv = ResultsCSV(plugins: plugins.map { ($0.name, $0.description.outputs) })
  }

  /// What stands before the first file.
  func begin() throws(CommandError) {
    if format == .json, hasSeveralFiles { try output.write("{") }
    if format == .csv { try output.write((hasSeveralFiles ? "file," : "") + csv.header + "\n") }
  }

  /// What prints the events of `file` as they come; nil where they are to be kept.
  func passing(file: String) throws(CommandError) -> RunCollector.Passing? {
    switch format {
    case .ndjson:
      if hasSeveralFiles {
        var line = JSONWriter()
        line.beginObject()
        line.key("file")
        line.string(file)
        line.endObject()
        line.newline()
        try output.write(line.text)
      }
      return { [self] (event, target) throws(CommandError) in
        let plugin = plugins[target]
        var line = JSONWriter()
        line.event(event, plugin: plugin.name, outputs: plugin.description.outputs)
        line.newline()
        try output.write(line.text)
      }
    case .csv:
      let first = hasSeveralFiles ? CSV.quoted(file) + "," : ""
      return { [self] (event, target) throws(CommandError) in
        guard let row = csv.row(event, plugin: target) else { return }
        try output.write(first + row + "\n")
      }
    case .table, .json, .srt, .edl:
      return nil
    }
  }

  /// What is printed when `file`, the `index`th, is done.
  func end(file: String, index: Int, _ outcome: RunOutcome) throws(CommandError) {
    switch format {
    case .table:
      let title = hasSeveralFiles ? (index > 0 ? "\n" : "") + "\(file)\n" : ""
      try output.write(title + ResultsTable.text(outcome.results, plotColumns: plotColumns))
    case .json:
      var json = JSONWriter(isPretty: isPretty)
      json.results(outcome.results)
      if hasSeveralFiles {
        var key = JSONWriter()
        key.string(file)
        try output.write((index > 0 ? "," : "") + "\n" + key.text + ": ")
      }
      try output.write(json.text + (hasSeveralFiles ? "" : "\n"))
    case .ndjson:
      for results in outcome.results {
        var line = JSONWriter()
        line.end(plugin: results.plugin, error: results.error)
        line.newline()
        try output.write(line.text)
      }
    case .csv: break
    case .srt: try output.write(Subtitles.text(outcome.results))
    case .edl: try output.write(EditList.text(outcome.results, file: file, info: outcome.info))
    }
  }

  /// On a terminal, the columns for curves.
  private var plotColumns: Int? {
    output === Output.standard && Terminal.isOutput ? Terminal.outputColumns : nil
  }

  /// What stands after the last file.
  func finish() throws(CommandError) {
    if format == .json, hasSeveralFiles { try output.write("\n}\n") }
    try output.finish()
  }

  /// Results appear on the terminal while a bar would be drawn there.
  var sharesTerminal: Bool {
    (format == .ndjson || format == .csv) && output === Output.standard && Terminal.isOutput
  }

  /// Whether the format itself tells warnings and errors.
  var tellsWarnings: Bool { format == .json || format == .ndjson }
}
