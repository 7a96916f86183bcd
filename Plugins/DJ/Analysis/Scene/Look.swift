/// What the colours of a picture say, whatever it shows.
package struct Look: Equatable, Sendable {
  /// Mean lightness in OKLab, 0 to 1.
  package var brightness: Float
  /// Mean chroma in OKLab, 0 to about 0.32.
  package var saturation: Float
  /// From -1, all blue, to 1, all orange: the mean on OKLab's diagonal of red and yellow, of which
  /// 0.1 is as warm as candlelight.
  package var warmth: Float
  package var palette: Palette

  package var mood: ColourMood { ColourMood(brightness: brightness, saturation: saturation) }

  package init(of photo: Photo) {
    // Some four thousand pixels tell the colours as well as all of them.
    let side = 64
    let planes = photo.planes(width: side, height: side)
    let colours = (0..<side * side).map { index in
      OKLab(
        red: planes[index], green: planes[side * side + index],
        blue: planes[2 * side * side + index])
    }
    let count = Float(colours.count)
    brightness = colours.reduce(0) { $0 + $1.lightness } / count
    saturation = colours.reduce(0) { $0 + $1.chroma } / count
    let diagonal = colours.reduce(0) { $0 + ($1.a + $1.b) * 0.70710678 } / count
    warmth = min(max(diagonal / 0.1, -1), 1)
    palette = Palette(of: colours)
  }
}
