import Catalogue
import Testing

@Suite("How a track feels")
struct FeelingTests {
  private func track(_ numbers: [String: Double]) -> Track {
    var track = Track(path: "/a")
    track.numbers = numbers
    return track
  }

  @Test("is a point from -1 to 1, whichever form its numbers have")
  func forms() {
    let judged = track(["arousal-mean": -0.5, "valence-mean": 0.25])
    let imported = track(["energy": 0.25, "valence": 0.625])
    for track in [judged, imported, track(["arousal": -0.5, "valence": 0.25])] {
      #expect(track.arousal == -0.5)
      #expect(track.valence == 0.25)
    }
    #expect(track(["energy": 0, "valence": 0]).valence == -1)
    #expect(track(["energy": 1]).arousal == 1)
  }

  @Test("counts what was judged and the energy alike, and a mean before a value")
  func both() {
    let both = track([
      "arousal-mean": 0.5, "arousal": 0.9, "energy": 0.5, "valence-mean": -0.5, "valence": 0.75,
    ])
    #expect(both.arousal == 0.25)
    #expect(both.valence == -0.5)
  }

  @Test("is not known where no number says it")
  func unknown() {
    #expect(track([:]).arousal == nil && track([:]).valence == nil)
    #expect(track(["energy": 0.5]).valence == nil)
    #expect(track(["valence": 0.5]).arousal == nil && track(["valence": 0.5]).valence == 0)
  }
}
