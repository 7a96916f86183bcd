import DJAnalysis
import Testing

@Suite("What a photo looks like")
struct SceneTests {
  static func photo(_ width: Int, _ height: Int, _ colour: (Int, Int) -> [UInt8]) -> Photo {
    Photo(
      width: width, height: height,
      pixels: (0..<height).flatMap { y in (0..<width).flatMap { x in colour(x, y) } })
  }

  @Test("colours that are usual for places suggest no mood")
  func usual() {
    let mood = ColourMood(brightness: 0.5104, saturation: 0.0418)
    #expect(abs(mood.pleasure) < 1e-5 && abs(mood.arousal) < 1e-5 && abs(mood.dominance) < 1e-5)
  }

  @Test("the relation of Valdez and Mehrabian holds, in halves of a standard deviation")
  func relation() {
    let bright = ColourMood(brightness: 0.5104 + 0.1136, saturation: 0.0418)
    #expect(abs(bright.pleasure - 0.345) < 1e-3)
    #expect(abs(bright.arousal + 0.155) < 1e-3)
    #expect(abs(bright.dominance + 0.38) < 1e-3)
    let saturated = ColourMood(brightness: 0.5104, saturation: 0.0418 + 0.0230)
    #expect(abs(saturated.pleasure - 0.11) < 1e-3)
    #expect(abs(saturated.arousal - 0.30) < 1e-3)
    #expect(abs(saturated.dominance - 0.16) < 1e-3)
  }

  @Test("no colour suggests more than the end of the scale")
  func ends() {
    let mood = ColourMood(brightness: 0, saturation: 0.3)
    #expect(mood.arousal == 1 && mood.dominance == 1)
  }

  @Test("red is where OKLab says it is, and comes back")
  func red() {
    let red = OKLab(red: 255, green: 0, blue: 0)
    #expect(abs(red.lightness - 0.628) < 1e-3)
    #expect(abs(red.a - 0.2249) < 1e-3 && abs(red.b - 0.1258) < 1e-3)
    #expect(red.hex == "#ff0000")
    #expect(OKLab(red: 18, green: 52, blue: 86).hex == "#123456")
  }

  @Test("a picture of two colours has a palette of two, the larger share first")
  func palette() {
    let picture = Self.photo(64, 64) { x, _ in x < 48 ? [200, 30, 30] : [20, 40, 160] }
    let entries = Look(of: picture).palette.entries
    #expect(entries.map(\.colour.hex) == ["#c81e1e", "#1428a0"])
    #expect(entries.map(\.share) == [0.75, 0.25])
  }

  @Test("orange light is warm, blue light is cold, and grey is neither")
  func warmth() {
    func warmth(_ colour: [UInt8]) -> Float {
      Look(of: Self.photo(20, 20) { _, _ in colour }).warmth
    }
    #expect(warmth([230, 140, 60]) > 0.8)
    #expect(warmth([60, 100, 220]) < -0.5)
    #expect(abs(warmth([128, 128, 128])) < 0.01)
  }

  @Test("a picture becomes smaller by the mean of what each pixel covers")
  func area() {
    let picture = Self.photo(3, 1) { x, _ in [UInt8(x * 90), 0, 255] }
    let planes = picture.planes(width: 2, height: 1)
    #expect(zip(planes, [30, 150, 0, 0, 255, 255]).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test("a picture of the wanted size stays as it is")
  func identity() {
    let picture = Self.photo(64, 64) { x, y in [UInt8(x * 4), UInt8(y * 4), UInt8(x ^ y)] }
    let planes = picture.planes(width: 64, height: 64)
    #expect(planes[64 * 5 + 9] == 36 && planes[64 * 64 + 64 * 5 + 9] == 20)
    #expect(planes[2 * 64 * 64 + 64 * 5 + 9] == 12)
  }

  private func scene(_ kind: String, faces: Int = 0) -> Scene {
    let grey = Look(of: Self.photo(16, 16) { _, _ in [100, 100, 100] })
    return Scene(guesses: [.init(kind: kind, probability: 1)], look: grey, faces: faces)
  }

  @Test("a stadium is livelier than a bedroom, and people liven a place up")
  func places() throws {
    let stadium = try #require(scene("stadium_football").mood.arousal)
    let bedroom = try #require(scene("bedroom").mood.arousal)
    let crowd = try #require(scene("bedroom", faces: 9).mood.arousal)
    #expect(stadium > bedroom + 0.5)
    #expect(abs(crowd - bedroom - 0.3) < 1e-9)
  }

  @Test("several looks at a place become one")
  func merging() throws {
    let merged = try #require(Scene(merging: [scene("bar", faces: 1), scene("lobby", faces: 4)]))
    #expect(merged.guesses.map(\.probability) == [0.5, 0.5])
    #expect(merged.faces == 4)
    #expect(Scene(merging: []) == nil)
  }
}
