import Plugins
import Serving

/// One dimension of a vector output over time.
package struct TimeSeries: Equatable, Sendable {
  package struct Point: Equatable, Sendable {
    /// Seconds.
    package var time: Double
    package var value: Double

    package init(_ time: Double, _ value: Double) {
      self.time = time
      self.value = value
    }
  }

  package var name: String
  /// Such as "LUFS"; empty for none.
  package var unit: String
  /// What the plugin declares; nil on a side that it leaves open.
  package var minimum: Double?
  package var maximum: Double?
  /// In order of time; a value that is not a number is left out.
  package var points: [Point]

  package init(
    _ name: String, unit: String = "", minimum: Double? = nil, maximum: Double? = nil,
    points: [Point]
  ) {
    self.name = name
    self.unit = unit
    self.minimum = minimum
    self.maximum = maximum
    self.points = points
  }
}

extension TimeSeries {
  /// The series of a port; none where it sends no vectors, or not at different times.
  static func all(of port: OutputPort, _ events: [Event]) -> [TimeSeries] {
    guard case .vectors(let dimensions) = port.kind, !dimensions.isEmpty else { return [] }
    var columns = dimensions.map { _ in [Point]() }
    for case .vector(_, let time, let values) in events where time.isFinite {
      for (column, value) in values.prefix(columns.count).enumerated() where value.isFinite {
        columns[column].append(Point(time, Double(value)))
      }
    }
    return zip(dimensions, columns).compactMap { dimension, points in
      let points = points.sorted { $0.time < $1.time }
      guard let first = points.first, let last = points.last, last.time > first.time else {
        return nil
      }
      return TimeSeries(
        dimension.name, unit: dimension.unit, minimum: dimension.minimum,
        maximum: dimension.maximum, points: points)
    }
  }

  /// From the first to the last point of all.
  static func span(of series: [TimeSeries]) -> ClosedRange<Double> {
    let starts = series.compactMap { $0.points.first?.time }
    let ends = series.compactMap { $0.points.last?.time }
    let start = starts.min() ?? 0
    return start...max(ends.max() ?? start, start)
  }

  /// At most two points, the lowest and the highest, for each of `columns` equal parts of
  /// `span`: as much as a drawing that wide can show.
  func thinned(to columns: Int, over span: ClosedRange<Double>) -> [Point] {
    guard points.count > 2 * columns else { return points }
    let width = max(span.upperBound - span.lowerBound, .leastNormalMagnitude)
    var thin: [Point] = []
    var rest = points[...]
    while let first = rest.first {
      let column = Int((first.time - span.lowerBound) / width * Double(columns))
      let part = rest.prefix {
        Int(($0.time - span.lowerBound) / width * Double(columns)) == column
      }
      rest = rest.dropFirst(max(part.count, 1))
      guard let low = part.min(by: { $0.value < $1.value }),
        let high = part.max(by: { $0.value < $1.value })
      else { continue }
      thin += low.time < high.time ? [low, high] : low == high ? [low] : [high, low]
    }
    return thin
  }
}
