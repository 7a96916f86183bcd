import Catalogue
import DJAnalysis
import Inference
import Patchbay

/// What all sessions share: the songs, the sense of sentences, the network of places, the cascade
/// of faces. Each is loaded when it is first needed.
final class Desk {
  private let cataloguePath: String
  private let modelPath: String
  private let cascadePath: String
  private let encoderPath: String
  private let feelingsPath: String
  private(set) var catalogue: Catalogue?
  private var kept = Shelf()
  private var network: Inference.Model?
  private var finder: FaceFinder?

  private var sense: Sense?

  init(catalogue: String, model: String, faces: String, encoder: String, feelings: String) {
    (cataloguePath, modelPath, cascadePath) = (catalogue, model, faces)
    (encoderPath, feelingsPath) = (encoder, feelings)
  }

  // MARK: Songs

  /// The songs as the catalogue has them now; only what changed is read.
  func shelf(whileWanted check: () throws -> Void) throws -> Shelf {
    do {
      let open = try catalogue ?? Catalogue(path: cataloguePath, access: .readOnly)
      catalogue = open
      try kept.follow(open, whileWanted: check)
    } catch let error as CatalogueError {
      catalogue = nil
      kept = Shelf()
      throw PluginFailure.unavailable(error.withoutFolder(of: cataloguePath))
    }
    if kept.songs.isEmpty {
      throw PluginFailure.unavailable(
        "the catalogue has no tracks yet; add music with 'patchbay library add DIR'")
    }
    return kept
  }

  // MARK: Sentences

  /// What the sentence asks for: by its words, and where these say little, by its sense.
  func wish(of sentence: String) throws -> Wish {
    var wish = SentenceReader.read(sentence)
    if wish.needsSense, let sense = try sentenceSense() {
      wish.sense = try sense.mood(of: try sense.vector(of: sentence))
    }
    return wish
  }

  func sentenceSense() throws -> Sense? {
    if sense == nil { sense = try Sense(encoder: encoderPath, feelings: feelingsPath) }
    return sense
  }

  // MARK: Photos

  func scene(in photo: Photo) throws -> Scene {
    Scene(
      guesses: try guesses(in: photo), look: Look(of: photo),
      faces: try faceFinder()?.faces(in: photo).count ?? 0)
  }

  /// The mean of what the network says of the picture and of its mirror image.
  private func guesses(in photo: Photo) throws -> [Scene.Guess] {
    do {
      let network = try placeNetwork()
      let side = 64
      let planes = photo.planes(width: side, height: side)
      let mirrored = stride(from: 0, to: planes.count, by: side).flatMap {
        planes[$0..<$0 + side].reversed()
      }
      let input = try Tensor(planes + mirrored, shape: [2, 3, side, side])
      let answers: [Float] = try network.run(input).values()
      guard answers.count == 2 * Scene.kinds.count else {
        throw PluginFailure.unavailable(
          "\(modelPath) knows \(answers.count / 2) kinds of places, and dj \(Scene.kinds.count); "
            + "put back the one that comes with dj")
      }
      return Scene.kinds.enumerated().map { index, kind in
        let sum = answers[index] + answers[index + Scene.kinds.count]
        return Scene.Guess(kind: kind, probability: Double(sum) / 2)
      }
    } catch let error as InferenceError {
      throw PluginFailure.unavailable(Self.noPhotos(error))
    }
  }

  /// Why photos cannot be looked at here; nil where nothing is missing.
  var whyNoPhotos: String? {
    Inference.Model.absence(path: foundModel).map { Self.noPhotos($0) }
  }

  private static func noPhotos(_ error: InferenceError) -> String {
    "dj cannot look at photos: \(error)"
  }

  private var foundModel: String { InstalledFile.path(of: modelPath) ?? modelPath }

  private func placeNetwork() throws -> Inference.Model {
    if let network { return network }
    let opened = try Inference.Model(path: foundModel)
    network = opened
    return opened
  }

  private func faceFinder() throws -> FaceFinder? {
    if let finder { return finder }
    if cascadePath.isEmpty { return nil }
    guard let xml = readFile(cascadePath) else {
      throw PluginFailure.unavailable(
        "dj cannot count faces: there is no \(cascadePath); install the Debian package opencv-data, "
          + "or set 'faces' to nothing")
    }
    do {
      let made = FaceFinder(try CascadeReader.read(xml))
      finder = made
      return made
    } catch {
      throw PluginFailure.unavailable("dj cannot count faces: \(cascadePath) \(error.reason)")
    }
  }
}
