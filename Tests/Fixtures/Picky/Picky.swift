import Patchbay

/// Wants its media in a form that they seldom have, and sends back what it got.
struct Picky: Plugin {
  static let about = About(
    name: "picky", version: "1.0.0", summary: "Wants its media just so.")

  static let inputs: [Input] = [
    .audio(rate: 8000, channels: 1, block: 4, hop: 2, optional: true),
    .frames(.gray8, longestSide: 4, sampling: .every(seconds: 1), optional: true),
  ]
  static let blocks = Output.vectors("blocks", "The samples of each block.")
  static let pixels = Output.vectors("pixels", "Width, height, then the pixels of each frame.")
  static let outputs = [blocks, pixels]

  mutating func push(_ audio: borrowing Audio, into results: Results) {
    audio.withChannel(0) { results.vector($0, at: audio.time, to: Self.blocks) }
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) {
    var values = [Float(frame.width), Float(frame.height)]
    frame.withLuma { pixels in
      for index in pixels.indices { values.append(Float(pixels[index])) }
    }
    results.vector(values.span, at: frame.time, to: Self.pixels)
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Picky.self) }
