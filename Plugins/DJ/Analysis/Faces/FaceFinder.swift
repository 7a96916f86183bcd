/// Finds faces in a picture with a cascade, at every size and place.
package struct FaceFinder: Sendable {
  let cascade: Cascade
  /// From one size of the window to the next.
  package var step: Double = 1.1
  /// The smallest face that is looked for, in pixels.
  package var smallest: Int = 24
  /// So many windows must agree that overlap.
  package var agreeing: Int = 3

  package init(_ cascade: Cascade) { self.cascade = cascade }

  /// The faces, in pixels, in the order of their first windows.
  package func faces(in photo: Photo) -> [FaceBox] {
    let luma = photo.luma
    var windows: [FaceBox] = []
    var scale = 1.0
    while true {
      let width = Int((Double(photo.width) / scale).rounded())
      let height = Int((Double(photo.height) / scale).rounded())
      if width < cascade.width || height < cascade.height { break }
      if Int(Double(cascade.width) * scale) >= smallest {
        let plane = scaled(luma, photo.width, photo.height, to: width, height)
        let sums = PixelSums(plane, width: width, height: height)
        let search = CascadeSearch(cascade, over: sums)
        // Large windows are looked for at every pixel, small ones at every second.
        for (x, y) in search.hits(every: scale > 2 ? 1 : 2) {
          windows.append(
            FaceBox(
              left: Double(x) * scale, top: Double(y) * scale,
              width: Double(cascade.width) * scale, height: Double(cascade.height) * scale))
        }
      }
      scale *= step
    }
    return FaceBox.grouped(windows, agreeing: agreeing)
  }
}
