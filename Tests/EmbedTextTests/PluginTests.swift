import Glibc
import Patchbay
import PatchbayTesting
import SentenceEncoding
import TestSupport
import Testing

@Suite("The embed-text plugin, with a small model", .enabled(if: Samples.canRun))
struct PluginTests {
  private func vectors(_ texts: [String]) throws -> [[Float]] {
    let rehearsal = try Rehearsal(
      library: BuildFolder.library("embed-text"), settings: ["model": .text(Samples.tiny)])
    let session = try rehearsal.open()
    for text in texts { try session.push(text: text, to: "text") }
    return try session.finish().compactMap { emission in
      guard case .vector("embedding", 0, let values) = emission else { return nil }
      return values
    }
  }

  @Test("gives each text a vector of length 1, in their order")
  func order() throws {
    let found = try vectors(["A quiet song.", "songs", "a quiet song ."])
    #expect(found.map(\.count) == [384, 384, 384])
    for vector in found { #expect(abs(length(vector) - 1) < 1e-5) }
    #expect(found[0] == found[2])
    #expect(dot(found[0], found[1]) < 0.99)
  }

  @Test("gives the mean over the word pieces")
  func mean() throws {
    // [CLS], song, ##s, [SEP] are 2, 7, 8 and 3; the model gives the sine of multiples of them.
    let sums = (0..<384).map { place -> Double in
      let frequency = 0.1 + 2.9 * Double(place) / 383
      return [2.0, 7, 8, 3].reduce(0) { $0 + sin($1 * frequency) }
    }
    let size = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let found = try vectors(["songs"])[0]
    for (value, sum) in zip(found, sums) { #expect(abs(Double(value) - sum / size) < 1e-5) }
  }

  @Test("says which text has no word")
  func empty() {
    let failure = PluginFailure.badInput(
      "text 2 cannot be embedded: there is no word in the text")
    #expect(throws: failure) { try vectors(["song", " \u{200B}"]) }
  }

  @Test("refuses a model that is missing, and one that is another")
  func models() {
    func failure(_ model: String, runtime: String = "") -> PluginFailure? {
      do {
        _ = try Rehearsal(
          library: BuildFolder.library("embed-text"),
          settings: ["model": .text(model), "runtime": .text(runtime)])
        return nil
      } catch {
        return error as? PluginFailure
      }
    }
    #expect(
      failure("/absent/absent.onnx")
        == .unavailable(
          "there is no model 'absent.onnx' where it was looked for; put it there, or correct the "
            + "path"))
    #expect(
      failure("\(Checkout.path)/Tests/InferenceTests/Models/affine.onnx")
        == .unavailable(
          "'affine.onnx' is no sentence encoder; make one with 'Plugins/EmbedText/convert'"))
    #expect(
      failure(Samples.tiny, runtime: "/absent/libonnxruntime.so")
        == .unavailable(
          "there is no ONNX Runtime library 'libonnxruntime.so' where the setting says; correct it, "
            + "or leave it out"))
  }
}

@Suite(
  "The encoder all-MiniLM-L6-v2",
  .enabled(if: Samples.canRunReal, "it is not there: Plugins/EmbedText/convert"))
struct EncoderTests {
  private let encoder: SentenceEncoder

  init() throws { encoder = try SentenceEncoder() }

  @Test("gives the vectors of the reference")
  func reference() throws {
    let cases = try Samples.reference().filter { $0.vector != nil }
    #expect(cases.count == 5)
    for sample in cases {
      let found = try encoder.vector(of: sample.text)
      let cosine = dot(found, try #require(sample.vector))
      #expect(cosine > 0.9999, "\(sample.text): \(cosine)")
    }
  }

  @Test("puts what means the same near, and other things far")
  func meaning() throws {
    let dinner = try encoder.vector(of: "quiet piano for dinner")
    let near = try encoder.vector(of: "soft music on the keys while we eat")
    let far = try encoder.vector(of: "the engine of the tractor needs new oil")
    #expect(dot(dinner, near) > dot(dinner, far) + 0.2)
  }
}
