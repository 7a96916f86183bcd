/// Something that a session sends back, in the order in which the plugin sent it.
/// `port` is an index into the plugin's outputs; times are seconds; no value is NaN.
package enum Event: Equatable, Sendable {
  case segment(port: Int, start: Double, stop: Double, label: String?, score: Float)
  case vector(port: Int, time: Double, values: [Float])
  case label(port: Int, time: Double, label: String, score: Float, box: Box?)
  case artifact(port: Int, mediaType: String, name: String?, bytes: [UInt8])
  /// How much is done, 0 to 1.
  case progress(Double)
  /// Media that could not be read, at this time; the rest is analysed.
  case warning(time: Double, text: String)
}

/// Part of a picture, as fractions of its width and height.
package struct Box: Equatable, Sendable {
  package var left: Float
  package var top: Float
  package var width: Float
  package var height: Float

  package init(left: Float, top: Float, width: Float, height: Float) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }
}
