import DJAnalysis
import Testing

@Suite("Faces by a cascade")
struct FaceTests {
  /// A cascade of one feature: the upper half of a window of 8x8 is brighter than the lower.
  static let xml = """
    <?xml version="1.0"?>
    <!-- <made> for this test -->
    <opencv_storage>
    <cascade type_id="opencv-cascade-classifier"><stageType>BOOST</stageType>
      <featureType>HAAR</featureType><height>8</height><width>8</width>
      <stages><_><maxWeakCount>1</maxWeakCount><stageThreshold>0.5</stageThreshold>
        <weakClassifiers><_>
          <internalNodes>
            0 -1 0 8.0e-01</internalNodes>
          <leafValues>
            0. 1.</leafValues></_></weakClassifiers></_></stages>
      <features><_><rects>
        <_>
          0 0 8 4 1.</_>
        <_>
          0 4 8 4 -1.</_></rects></_></features></cascade>
    </opencv_storage>
    """

  private func cascade() throws -> Cascade { try CascadeReader.read(Array(Self.xml.utf8)) }

  @Test("reads a cascade")
  func reading() throws {
    let cascade = try cascade()
    #expect(cascade.width == 8 && cascade.height == 8 && cascade.stages.count == 1)
    #expect(cascade.features[0][1] == .init(x: 0, y: 4, width: 8, height: 4, weight: -1))
    #expect(
      cascade.stages[0].trees[0].nodes == [.init(left: 0, right: -1, feature: 0, threshold: 0.8)])
  }

  @Test("finds what is bright above and dark below, and how large it is")
  func finding() throws {
    let picture = SceneTests.photo(80, 60) { x, y in
      guard (30..<54).contains(x), (20..<44).contains(y) else { return [120, 120, 120] }
      return y < 32 ? [240, 240, 240] : [10, 10, 10]
    }
    var finder = FaceFinder(try cascade())
    finder.smallest = 20
    let faces = finder.faces(in: picture)
    let face = try #require(faces.first)
    #expect(faces.count == 1)
    #expect(abs(face.left - 30) < 4 && abs(face.top - 20) < 4 && abs(face.width - 24) < 5)
  }

  @Test("finds nothing in a picture without contrast, or smaller than the window")
  func nothing() throws {
    let finder = FaceFinder(try cascade())
    #expect(finder.faces(in: SceneTests.photo(50, 50) { _, _ in [90, 90, 90] }) == [])
    #expect(finder.faces(in: SceneTests.photo(4, 4) { x, _ in [UInt8(x), 0, 0] }) == [])
  }

  @Test("windows that lie on each other are one face, and single ones none")
  func grouping() {
    let windows = (0..<4).map { FaceBox(left: Double($0), top: 10, width: 40, height: 40) }
    let stray = FaceBox(left: 200, top: 10, width: 40, height: 40)
    #expect(
      FaceBox.grouped(windows + [stray], agreeing: 3)
        == [FaceBox(left: 1.5, top: 10, width: 40, height: 40)])
  }

  @Test(
    "says what is wrong with a file",
    arguments: [
      ("", "is no cascade of Haar features"), ("junk", "is no cascade of Haar features"),
      ("<a><b></a></b>", "has tags that do not match"), ("<a>", "is cut off"),
      ("<a", "ends in the middle of a tag"), ("<!-- ", "ends in the middle of a tag"),
      ("<width>many</width>", "has 'many' where numbers should be"),
      ("<width>1e30</width>", "has '1e30' where numbers should be"),
      ("<tilted>1</tilted>", "has tilted features"),
      (xml.replacing("0 4 8 4", "0 5 8 4"), "has parts that do not fit together"),
      (xml.replacing("0 -1 0 8.0e-01", "0 -1 7 8.0e-01"), "has parts that do not fit together"),
      (xml.replacing("0 -1 0 8.0e-01", "0 -5 0 8.0e-01"), "has parts that do not fit together"),
      (String(xml.prefix(500)), "is cut off"),
    ])
  func wrong(xml: String, reason: String) {
    #expect(throws: CascadeReader.Failure(reason: reason)) {
      try CascadeReader.read(Array(xml.utf8))
    }
  }
}

extension String {
  /// The text with the first `part` replaced.
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    let letters = Array(self)
    let wanted = Array(part)
    guard
      let start = letters.indices.first(where: { letters[$0...].starts(with: wanted) })
    else { return self }
    return String(letters[..<start]) + other + String(letters[(start + wanted.count)...])
  }
}
