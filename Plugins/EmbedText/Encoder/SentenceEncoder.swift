import Inference

/// The sentence encoder all-MiniLM-L6-v2: texts that mean the same have vectors that are near.
///
/// The model is one file, with the vocabulary in its metadata, that `Plugins/EmbedText/convert`
/// makes. `Sendable`, and may be used from many threads at the same time.
public struct SentenceEncoder: Sendable {
  public static let dimensions = 384

  /// Why there is no encoder, or no vector.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  private let model: Inference.Model
  private let pieces: WordPieces
  private let mostPieces: Int

  private static let file = ".runtime/embed-text/all-MiniLM-L6-v2.onnx"

  /// Whether the model is where `init` looks for it when it is given no path.
  public static var isInstalled: Bool { InstalledFile.path(of: file) != nil }

  /// Opens the model at `path`, or, if that is nil, the one that was converted in the folder of
  /// this project or of the installation. `library` is ONNX Runtime's, if it is not to be looked
  /// for.
  public init(path: String? = nil, threads: Int = 1, library: String? = nil) throws {
    guard let path = path ?? InstalledFile.path(of: SentenceEncoder.file) else {
      throw Failure(
        description: "the model all-MiniLM-L6-v2 is not there yet; run 'Plugins/EmbedText/convert' "
          + "in Patchbay's folder, which gets and converts it")
    }
    model = try Inference.Model(path: path, threads: threads, library: library)
    guard let vocabulary = model.metadata.custom["vocabulary"],
      let pieces = WordPieces(vocabulary: vocabulary),
      let most = model.metadata.custom["most-tokens"].flatMap({ Int($0) }), most > 2,
      model.inputs.map(\.name) == ["ids", "mask"],
      model.outputs.first?.shape == [nil, SentenceEncoder.dimensions]
    else {
      throw Failure(
        description: "'\(model.name)' is no sentence encoder; make one with "
          + "'Plugins/EmbedText/convert'")
    }
    (self.pieces, mostPieces) = (pieces, most)
  }

  /// A vector of length 1 for what a text means; the cosine of two is their product. The first 254
  /// pieces are read, some 200 words. Throws where there is no word at all.
  public func vector(of text: String) throws -> [Float] {
    let ids = pieces.ids(of: text, most: mostPieces)
    if ids.count <= 2 { throw Failure(description: "there is no word in the text") }
    let mask = [Int64](repeating: 1, count: ids.count)
    let results = try model.run([
      "ids": Tensor(ids, shape: [1, ids.count]), "mask": Tensor(mask, shape: [1, ids.count]),
    ])
    return try results[model.outputs[0].name]!.values()
  }
}
