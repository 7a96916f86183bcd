import Patchbay
import PatchbayTesting
import Sharpness
import Testing

@Suite("The sharpness plugin")
struct SharpnessTests {
  static let side = 64

  /// A board of darker and brighter squares, 8 pixels wide, with soft edges of `blur` pixels.
  private func board(blur: Int) -> [UInt8] {
    func wave(_ position: Int) -> Double {
      let distance = Double(abs(position % 16 - 8)) - 4  // -4...4, 0 at an edge
      return max(-1, min(1, distance / max(Double(blur), 0.5)))
    }
    return (0..<Self.side * Self.side).map { index in
      UInt8(127.5 + 25 * wave(index % Self.side) * wave(index / Self.side))
    }
  }

  private func results(
    for picture: [UInt8], _ parameters: [String: ParameterLiteral] = [:]
  ) throws -> [Emission] {
    let session = try Rehearsal(entry()).open(parameters)
    try session.push(gray: picture, width: Self.side, height: Self.side, at: 1.5)
    return try session.finish()
  }

  @Test("reports nothing of a sharp picture")
  func sharp() throws {
    #expect(try results(for: board(blur: 0)) == [])
  }

  @Test("reports a picture without any edges with a score of zero")
  func flat() throws {
    let flat = [UInt8](repeating: 128, count: Self.side * Self.side)
    let blurred = Emission.label(output: "labels", time: 1.5, label: "blurred", score: 0, box: nil)
    #expect(try results(for: flat) == [blurred])
  }

  @Test("scores a blurred picture lower than a sharp one, and reports it below the threshold")
  func blurred() throws {
    let scores = try [0, 2, 4].map { blur in
      guard
        case .label(_, _, "blurred", let score?, _)? =
          try results(for: board(blur: blur), ["threshold": 1000]).first
      else { return Float.nan }
      return score
    }
    #expect(scores[0] > scores[1] && scores[1] > scores[2])
  }

  @Test("refuses a threshold out of range")
  func badThreshold() {
    let sentence = "threshold must be between 0 and 1000, not -1"
    #expect(throws: PluginFailure.badParameter(sentence)) {
      try Rehearsal(entry()).open(["threshold": -1])
    }
  }
}
