/// A picture of red, green and blue bytes, kept in memory alone.
package struct Photo: Sendable {
  package let width: Int
  package let height: Int
  /// `3 * width * height` values of sRGB, row after row.
  package let pixels: [UInt8]

  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0 && pixels.count == 3 * width * height, "not a picture")
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// The whole picture, brought to another size by the mean of the area that each pixel covers.
  ///
  /// The sides are scaled on their own, so that the picture is squeezed where its shape differs,
  /// as the pictures were that the network of places learnt from. Returns three planes, red first,
  /// of `height * width` values from 0 to 255.
  package func planes(width: Int, height: Int) -> [Float] {
    (0..<3).flatMap { channel in
      let plane = (0..<self.width * self.height).map { Float(pixels[3 * $0 + channel]) }
      return scaled(plane, self.width, self.height, to: width, height)
    }
  }

  /// Brightness of every pixel, 0 to 255: the luma of Rec. 601.
  package var luma: [Float] {
    var luma = [Float](repeating: 0, count: width * height)
    for pixel in luma.indices {
      let red = Float(pixels[3 * pixel])
      let green = Float(pixels[3 * pixel + 1])
      let blue = Float(pixels[3 * pixel + 2])
      luma[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue
    }
    return luma
  }
}
