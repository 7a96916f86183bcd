import Plugins
import Serving

/// The file that `run --plot` writes.
struct PlotFile {
  private enum Format { case png, svg }

  private let path: String
  private let format: Format

  init(path: String) throws(CommandError) {
    self.path = path
    let name = path.lowercased()
    if name.hasSuffix(".png") {
      format = .png
    } else if name.hasSuffix(".svg") {
      format = .svg
    } else {
      throw RunCommand.usage("'--plot \(path)': the name has to end in .png or .svg")
    }
  }

  /// Draws every output that sends numbers over time; the file appears when it is complete.
  func write(_ all: [PluginResults], title: String) throws(CommandError) {
    let panels = all.flatMap(Self.panels)
    if panels.isEmpty {
      throw CommandError(
        .badOutput, "nothing to plot: no output of this run sends numbers at several times")
    }
    let chart = Chart(title: title, panels: panels)
    let (width, height) = chart.size
    let bytes: [UInt8]
    switch format {
    case .svg:
      let canvas = SVGCanvas(width: width, height: height)
      chart.draw(on: canvas)
      bytes = canvas.file()
    case .png:
      let canvas = try CairoCanvas(width: width, height: height)
      chart.draw(on: canvas)
      bytes = try canvas.file()
    }
    let output = try Output(path: path)
    try output.write(bytes: bytes)
    try output.finish()
  }

  private static func panels(_ results: PluginResults) -> [Chart.Panel] {
    zip(results.outputs, results.events).flatMap { port, events in
      var panels: [Chart.Panel] = []
      for series in TimeSeries.all(of: port, events) {
        let unit = series.unit.isEmpty ? "" : " (\(series.unit))"
        let last = panels.last?.series.first
        if let last, last.unit == series.unit, last.minimum == series.minimum,
          last.maximum == series.maximum
        {
          panels[panels.count - 1].series.append(series)
        } else {
          let title = "\(results.plugin) \(port.name)\(unit)"
          panels.append(Chart.Panel(title: title, series: [series]))
        }
      }
      return panels
    }
  }
}
