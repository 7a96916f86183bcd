import Plugins
import Serving

/// Results as tables for people.
package enum ResultsTable {
  /// A single vector of more dimensions is listed from top to bottom.
  private static let listedColumns = 8
  /// Numbers at as many times, or more, are drawn as curves where there is a terminal.
  private static let curveLength = 12

  /// One table for each output port of each plugin; of a plugin that failed there is none.
  /// - Parameter plotColumns: of the terminal; without, no curves are drawn.
  package static func text(_ all: [PluginResults], plotColumns: Int? = nil) -> String {
    var blocks: [String] = []
    for results in all where results.error == nil {
      for (port, events) in zip(results.outputs, results.events) {
        blocks.append(block(results.plugin, port, events, plotColumns))
      }
    }
    return blocks.joined(separator: "\n")
  }

  private static func block(
    _ plugin: String, _ port: OutputPort, _ events: [Event], _ plotColumns: Int?
  ) -> String {
    let title = "\(plugin) \(port.name): \(events.isEmpty ? "none" : "\(events.count)")\n"
    guard !events.isEmpty else { return title }
    if let plotColumns, events.count >= curveLength {
      let series = TimeSeries.all(of: port, events)
      if !series.isEmpty { return title + BraillePlot.text(series, columns: plotColumns) }
    }
    return title + table(port, events)
  }

  private static func table(_ port: OutputPort, _ events: [Event]) -> String {
    switch port.kind {
    case .timestamps:
      TextTable.text(
        ["START", "STOP", "LENGTH", "SCORE", "LABEL"], rightAligned: 4, events.map(cells))
    case .labels:
      TextTable.text(["TIME", "SCORE", "LABEL"], rightAligned: 2, events.map(cells))
    case .vectors(let dimensions) where events.count == 1 && dimensions.count > listedColumns:
      list(dimensions, events[0])
    case .vectors(let dimensions):
      vectors(dimensions, events)
    case .artifact:
      TextTable.text(["BYTES", "TYPE", "NAME"], rightAligned: 1, events.map(cells))
    }
  }

  /// One vector of many dimensions, a line for each.
  private static func list(_ dimensions: [OutputPort.Dimension], _ event: Event) -> String {
    let values = cells(event)
    let rows = zip(dimensions, values.dropFirst()).map { [$0.name, $1, $0.unit] }
    return TextTable.text(["NAME", "VALUE", "UNIT"], rightAligned: 2, rows)
  }

  private static func vectors(_ dimensions: [OutputPort.Dimension], _ events: [Event]) -> String {
    let names = dimensions.map { $0.name.uppercased() + ($0.unit.isEmpty ? "" : " (\($0.unit))") }
    if names.isEmpty {
      return TextTable.text(["TIME", "VALUES"], rightAligned: 1, events.map(beginning))
    }
    return TextTable.text(["TIME"] + names, rightAligned: names.count + 1, events.map(cells))
  }

  /// A vector of any length, of which a few values are shown.
  private static func beginning(_ event: Event) -> [String] {
    let most = 6
    let all = cells(event)
    let values = all.dropFirst()
    let rest = values.count > most ? " ... (\(values.count) in all)" : ""
    return [all.first ?? "", values.prefix(most).joined(separator: "  ") + rest]
  }

  private static func cells(_ event: Event) -> [String] {
    switch event {
    case .segment(_, let start, let stop, let label, let score):
      [clock(start), clock(stop), clock(stop - start), short(score), label ?? ""]
    case .label(_, let time, let label, let score, _):
      [clock(time), short(score), label]
    case .vector(_, let time, let values):
      [clock(time)] + values.map(short)
    case .artifact(_, let mediaType, let name, let bytes):
      ["\(bytes.count)", mediaType, name ?? ""]
    case .progress, .warning:
      []
    }
  }

  private static func clock(_ seconds: Double) -> String {
    seconds.isNaN ? "" : MediaTime(seconds: seconds).clock()
  }

  /// To three decimals.
  private static func short(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return value.shortText }
    return ((Double(value) * 1000).rounded() / 1000).shortText
  }
}
