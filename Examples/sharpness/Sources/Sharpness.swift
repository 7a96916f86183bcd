import Patchbay

/// Reports blurred frames, judged by the variance of each frame's Laplacian.
///
/// A blurred frame has few edges, so its Laplacian is nearly flat. Scores near 0 are
/// blurred; a well-lit, focused frame is usually above 100.
struct Sharpness: FramePlugin {
  static let about = About(name: "sharpness", version: "1.0.0", summary: "Finds blurred frames.")

  @Parameter("Frames scoring below this are reported.", range: 0...1000)
  var threshold = 100.0

  func analyse(_ frame: borrowing Frame, into results: Results) {
    let score = frame.withLuma { laplacianVariance(of: $0, width: frame.width) }
    if score < threshold { results.label("blurred", at: frame.time, score: score) }
  }
}

/// The variance of each inner pixel's difference from its four neighbours.
private func laplacianVariance(of luma: Span<UInt8>, width: Int) -> Double {
  var (count, sum, squares) = (0, 0, 0)
  for row in 1..<max(luma.count / width - 1, 1) {
    for index in row * width + 1..<row * width + width - 1 {
      let sides = Int(luma[index - 1]) + Int(luma[index + 1])
      let aboveAndBelow = Int(luma[index - width]) + Int(luma[index + width])
      let difference = 4 * Int(luma[index]) - sides - aboveAndBelow
      count += 1
      sum += difference
      squares += difference * difference
    }
  }
  if count == 0 { return 0 }
  let mean = Double(sum) / Double(count)
  return Double(squares) / Double(count) - mean * mean
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Sharpness.self) }
