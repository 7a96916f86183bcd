import MotionAnalysis
import Testing

@Suite("The part of the picture to watch")
struct RegionTests {
  private func cut(_ region: Region, width: Int = 640, height: Int = 360) -> Picture? {
    let pixels = [UInt8](repeating: 80, count: width * height)
    return region.picture(of: pixels.span, width: width, height: height)
  }

  @Test("is read from four fractions")
  func read() {
    #expect(Region("0.1,0.2,0.3,0.4") == Region(left: 0.1, top: 0.2, width: 0.3, height: 0.4))
    #expect(Region(" 0, 0, 1 ,1 ") == .everything)
  }

  @Test(
    "is refused unless it lies within the picture",
    arguments: ["", "0,0,1", "0,0,0,1", "0.6,0,0.5,1", "-0.1,0,1,1", "a,b,c,d", "0,0,1,1,1"])
  func refused(text: String) {
    #expect(Region(text) == nil)
  }

  @Test("is reduced to at most 320 pixels")
  func reduced() throws {
    let picture = try #require(cut(Region.everything))
    #expect(picture.columns == 40 && picture.rows == 22)
  }

  @Test("keeps all pixels of a small part")
  func small() throws {
    let region = Region(left: 0.5, top: 0.5, width: 0.25, height: 0.25)
    let picture = try #require(cut(region))
    #expect(picture.columns == 20 && picture.rows == 11)
  }

  @Test("grows where it is too small to compare")
  func tiny() throws {
    let region = Region(left: 0.99, top: 0.99, width: 0.01, height: 0.01)
    let picture = try #require(cut(region))
    #expect(picture.columns == 3 && picture.rows == 3)
  }

  @Test("has no picture of a frame that is too small")
  func none() {
    #expect(cut(Region.everything, width: 20, height: 20) == nil)
  }
}
