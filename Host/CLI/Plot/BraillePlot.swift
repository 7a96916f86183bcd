/// A series as a curve of braille dots, for a terminal of any kind.
///
/// A character holds 2x4 dots, so a plot of 60 columns and 6 rows shows 120x24 of them.
package enum BraillePlot {
  private static let rows = 6
  /// Of braille, "no dot"; dots are bits above it.
  private static let blank: UInt32 = 0x2800

  /// The series, one plot each, over the same time, and one axis of time below them.
  /// - Parameter columns: of the terminal.
  package static func text(_ series: [TimeSeries], columns: Int) -> String {
    let span = TimeSeries.span(of: series)
    let scales = series.map { Scale(values: [$0]) }
    let margin = scales.flatMap { scale in scale.ticks.map { scale.label($0).count } }.max() ?? 1
    let width = max(10, min(columns, 200) - margin - 5)
    var text = ""
    for (series, scale) in zip(series, scales) {
      text += heading(series) + plot(series, scale, span, width: width, margin: margin)
    }
    return text + timeAxis(span, width: width, margin: margin)
  }

  /// Such as `AROUSAL: 0.12 on average, -0.4 to 0.71`.
  private static func heading(_ series: TimeSeries) -> String {
    let values = series.points.map(\.value)
    let mean = values.reduce(0, +) / Double(values.count)
    func short(_ value: Double?) -> String {
      ((value ?? 0) * 100).rounded() / 100 == ((value ?? 0)).rounded()
        ? "\(Int((value ?? 0).rounded()))" : "\(((value ?? 0) * 100).rounded() / 100)"
    }
    let unit = series.unit.isEmpty ? "" : " \(series.unit)"
    return "  \(series.name.uppercased()): \(short(mean))\(unit) on average, "
      + "\(short(values.min())) to \(short(values.max()))\n"
  }

  private static func plot(
    _ series: TimeSeries, _ scale: Scale, _ span: ClosedRange<Double>, width: Int, margin: Int
  ) -> String {
    let cells = dots(series, scale, span, width: width)
    var text = ""
    for row in 0..<rows {
      let tick = scale.ticks.first { tick in
        min(Int((1 - scale.place(tick)) * Double(rows)), rows - 1) == row
      }
      let label = tick.map { scale.label($0) } ?? ""
      let padding = String(repeating: " ", count: max(0, margin - label.count))
      var line = "  \(padding)\(label) \(tick == nil ? "│" : "┤")"
      line.unicodeScalars += cells[row * width..<(row + 1) * width].map {
        $0 == 0 ? " " : Unicode.Scalar(blank + $0) ?? " "
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// For each character, row by row, the bits of its dots.
  private static func dots(
    _ series: TimeSeries, _ scale: Scale, _ span: ClosedRange<Double>, width: Int
  ) -> [UInt32] {
    let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    let (wide, high) = (2 * width, 4 * rows)
    var cells = [UInt32](repeating: 0, count: width * rows)
    let length = max(span.upperBound - span.lowerBound, .leastNormalMagnitude)
    var last: (column: Int, level: Int)?
    for point in series.thinned(to: wide, over: span) {
      let column = Int((point.time - span.lowerBound) / length * Double(wide - 1) + 0.5)
      let level = Int((1 - scale.place(point.value)) * Double(high - 1) + 0.5)
      let from = last ?? (column, level)
      let steps = max(abs(column - from.column), abs(level - from.level), 1)
      for step in 0...steps {
        let x = from.column + (column - from.column) * step / steps
        let y = min(max(from.level + (level - from.level) * step / steps, 0), high - 1)
        cells[y / 4 * width + x / 2] |= bits[y % 4][x % 2]
      }
      last = (column, level)
    }
    return cells
  }

  private static func timeAxis(
    _ span: ClosedRange<Double>, width: Int, margin: Int
  ) -> String {
    let scale = Scale(time: span, ticks: max(1, width / 10))
    var line = [Character](repeating: "─", count: width)
    var labels = ""
    for tick in scale.ticks {
      let column = min(Int(scale.place(tick) * Double(width - 1) + 0.5), width - 1)
      line[column] = "┴"
      let label = Scale.clock(tick)
      let start = max(min(column - label.count / 2, width - label.count), 0)
      guard start == 0 || start > labels.count else { continue }
      labels += String(repeating: " ", count: start - labels.count) + label
    }
    let edge = String(repeating: " ", count: margin + 3)
    return "\(edge)└\(String(line))\n\(edge) \(labels)\n"
  }
}
