import Plugins

/// Results as comma-separated values (RFC 4180, with line feeds), one row for each result.
///
/// The columns follow from what the plugins declare, not from what they find, so rows can be
/// written as results come: `plugin` and `port` where there are several, `start`, `stop`,
/// `label` and `score`, the box in fractions where a port has labels, then one column for each
/// dimension of the vectors. Artifacts have no row.
package struct ResultsCSV: Sendable {
  private let plugins: [(name: String, outputs: [OutputPort])]
  private let hasPlugin: Bool
  private let hasPort: Bool
  private let hasLabels: Bool
  private let hasBox: Bool
  /// Where the values of a vector port go: `firstValue[plugin][port]` counts from the first of
  /// the value columns.
  private let firstValue: [[Int?]]
  private let valueNames: [String]

  package init(plugins: [(name: String, outputs: [OutputPort])]) {
    self.plugins = plugins
    let ports = plugins.flatMap(\.outputs)
    hasPlugin = plugins.count > 1
    hasPort = ports.count > 1
    hasBox = ports.contains { $0.kind.isLabels }
    hasLabels = hasBox || ports.contains { $0.kind.isTimestamps }
    let vectors = ports.filter { $0.kind.isVectors }.count
    var names: [String] = []
    firstValue = plugins.map { plugin in
      plugin.outputs.map { port in
        guard case .vectors(let dimensions) = port.kind else { return nil }
        let first = names.count
        let prefix =
          (plugins.count > 1 ? plugin.name + "." : "") + (vectors > 1 ? port.name + "." : "")
        names += dimensions.isEmpty ? [prefix + "values"] : dimensions.map { prefix + $0.name }
        return first
      }
    }
    valueNames = names
  }

  /// The first row, without its end.
  package var header: String {
    var cells: [String] = []
    if hasPlugin { cells.append("plugin") }
    if hasPort { cells.append("port") }
    cells += ["start", "stop"]
    if hasLabels { cells += ["label", "score"] }
    if hasBox { cells += ["left", "top", "width", "height"] }
    return CSV.line(cells + valueNames)
  }

  /// The row of `event`, without its end; nil for progress, warnings and artifacts.
  package func row(_ event: Event, plugin: Int) -> String? {
    switch event {
    case .segment(let port, let start, let stop, let label, let score):
      row(plugin, port, (start, stop), (label, score))
    case .label(let port, let time, let label, let score, let box):
      row(plugin, port, (time, nil), (label, score), box: box)
    case .vector(let port, let time, let values):
      row(plugin, port, (time, nil), (nil, .nan), values: values)
    case .artifact, .progress, .warning:
      nil
    }
  }

  private func row(
    _ plugin: Int, _ port: Int, _ times: (Double, Double?), _ label: (String?, Float),
    box: Box? = nil, values: [Float] = []
  ) -> String {
    var cells: [String] = []
    if hasPlugin { cells.append(plugins[plugin].name) }
    if hasPort { cells.append(plugins[plugin].outputs[port].name) }
    cells += [times.0.shortText, times.1?.shortText ?? ""]
    if hasLabels { cells += [label.0 ?? "", label.1.shortText] }
    if hasBox {
      cells +=
        box.map { [$0.left, $0.top, $0.width, $0.height].map(\.shortText) }
        ?? ["", "", "", ""]
    }
    cells += valueCells(plugin, port, values)
    return CSV.line(cells)
  }

  private func valueCells(_ plugin: Int, _ port: Int, _ values: [Float]) -> [String] {
    var cells = Array(repeating: "", count: valueNames.count)
    guard let first = firstValue[plugin][port],
      case .vectors(let dimensions) = plugins[plugin].outputs[port].kind
    else { return cells }
    if dimensions.isEmpty {
      cells[first] = values.map(\.shortText).joined(separator: " ")
    } else {
      for (offset, value) in values.prefix(dimensions.count).enumerated() {
        cells[first + offset] = value.shortText
      }
    }
    return cells
  }
}
