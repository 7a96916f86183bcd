import Inference
import JSON
import SentenceEncoding
import TestSupport
import Testing

/// What these tests compare with: see `Samples/make.py`.
enum Samples {
  struct Case {
    var text: String
    var pieces: [String]
    /// Six digits of each value.
    var vector: [Float]?
  }

  static let tiny = "\(Checkout.path)/Tests/EmbedTextTests/Samples/tiny.onnx"

  static func reference() throws -> [Case] {
    let path = "\(Checkout.path)/Tests/EmbedTextTests/Samples/reference.json"
    let cases = try JSONNode(parsing: try #require(readFile(path))).elements ?? []
    return cases.compactMap { node in
      guard let text = node["text"]?.string, let pieces = node["pieces"]?.elements else {
        return nil
      }
      return Case(
        text: text, pieces: pieces.compactMap(\.string),
        vector: node["vector"]?.elements?.compactMap { $0.double.map { Float($0) } })
    }
  }

  static let canRun = (try? SentenceEncoder(path: tiny)) != nil
  static let canRunReal = (try? SentenceEncoder()) != nil
}

func dot(_ a: [Float], _ b: [Float]) -> Double {
  zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

func length(_ vector: [Float]) -> Double { dot(vector, vector).squareRoot() }
