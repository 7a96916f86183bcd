/// The series of a run as a picture: panels one below the other over the same time.
///
/// Dimensions of one output that share a unit and a range share a panel and its axis.
struct Chart {
  struct Panel {
    /// Such as "mood mood", the plugin and its output.
    var title: String
    var series: [TimeSeries]
  }

  private static let width = 960.0
  private static let margin = (left: 64.0, top: 40.0, right: 24.0, bottom: 8.0)
  private static let panelHeight = 220.0
  private static let panelGap = 48.0
  /// Of Okabe and Ito (2008): told apart by all kinds of eyes, and in grey.
  private static let colours: [UInt32] = [
    0xd55e00, 0x0072b2, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x555555, 0x000000,
  ]
  private static let (ink, faint): (UInt32, UInt32) = (0x333333, 0xdddddd)

  var title: String
  var panels: [Panel]

  var size: (width: Int, height: Int) {
    let panels = Double(panels.count)
    let height =
      Self.margin.top + panels * Self.panelHeight + panels * Self.panelGap + Self.margin.bottom
    return (Int(Self.width), Int(height))
  }

  func draw(on canvas: some Canvas) {
    let span = TimeSeries.span(of: panels.flatMap(\.series))
    let time = Scale(time: span, ticks: 10)
    canvas.text(
      title, x: Self.margin.left, y: 26, size: 16, anchor: .start, colour: Self.ink)
    for (index, panel) in panels.enumerated() {
      let top =
        Self.margin.top + Self.panelGap / 2
        + Double(index) * (Self.panelHeight + Self.panelGap)
      draw(panel, top: top, time, on: canvas)
    }
  }

  private func draw(_ panel: Panel, top: Double, _ time: Scale, on canvas: some Canvas) {
    let values = Scale(values: panel.series)
    let (left, bottom) = (Self.margin.left, top + Self.panelHeight)
    let width = Self.width - left - Self.margin.right
    func x(_ seconds: Double) -> Double { left + time.place(seconds) * width }
    func y(_ value: Double) -> Double { bottom - values.place(value) * Self.panelHeight }
    for tick in values.ticks {
      let isZero = abs(tick) < 1e-9
      canvas.line(
        [(left, y(tick)), (left + width, y(tick))], width: isZero ? 1.5 : 1,
        colour: isZero ? 0x999999 : Self.faint)
      canvas.text(
        values.label(tick), x: left - 8, y: y(tick) + 4, size: 12, anchor: .end,
        colour: Self.ink)
    }
    for tick in time.ticks {
      canvas.line([(x(tick), top), (x(tick), bottom)], width: 1, colour: Self.faint)
      canvas.text(
        Scale.clock(tick), x: x(tick), y: bottom + 16, size: 12, anchor: .middle,
        colour: Self.ink)
    }
    canvas.text(panel.title, x: left, y: top - 8, size: 13, anchor: .start, colour: Self.ink)
    legend(panel, right: left + width, y: top - 8, on: canvas)
    for (series, colour) in zip(panel.series, Self.colours) {
      let points = series.thinned(to: Int(width), over: time.bounds)
      canvas.line(points.map { (x($0.time), y($0.value)) }, width: 1.8, colour: colour)
    }
  }

  /// From right to left, since only the right edge is fixed.
  private func legend(_ panel: Panel, right: Double, y: Double, on canvas: some Canvas) {
    var entries = zip(panel.series, Self.colours).map { ($0.name, $1) }
    let hidden = panel.series.count - entries.count
    if hidden > 0 { entries.append(("and \(hidden) more", 0xffffff)) }
    var right = right
    for (name, colour) in entries.reversed() {
      canvas.line([(right - 18, y - 4), (right, y - 4)], width: 3, colour: colour)
      canvas.text(name, x: right - 24, y: y, size: 12, anchor: .end, colour: Self.ink)
      // Letters of 12 pixels are at most some 8 wide on average.
      right -= 24 + 8 * Double(name.count) + 12
    }
  }
}
