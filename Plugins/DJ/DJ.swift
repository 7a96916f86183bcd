import Catalogue
import DJAnalysis
import Patchbay

/// Makes a playlist for a place or an event: from a photo, a sentence, or both.
///
/// Photos are looked at in memory and dropped with the session; nothing of them is stored.
struct DJ: Plugin {
  static let about = About(
    name: "dj", version: "1.0.0",
    summary: "Makes a playlist for a photo of a place and a sentence about the music.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  static let inputs: [Input] = [
    .frames(
      .rgb8, longestSide: 640, sampling: .every(seconds: 10), optional: true,
      summary: "A photo of the place; of a video, a look every ten seconds."),
    .text(
      optional: true,
      summary: "What music is wanted, in English or Russian: 'calm jazz for a dinner, two hours'."),
  ]

  static let labels = Output.labels(
    "labels",
    "The ids of the tracks in their order, each at its time; the score is how well it fits.")
  static let track = Output.labels("track", "The same tracks as 'artist - title'.")
  static let reason = Output.labels("reason", "What each of them is like, and what was wanted.")
  static let explanation = Output.labels("explanation", "Why this playlist.")
  static let place = Output.labels(
    "place", "What kind of place the photo shows, likeliest first, with the probability.",
    vocabulary: Scene.kinds)
  static let colour = Output.labels(
    "colour", "The photo's dominant colours as #rrggbb; the score is the part that each takes.")
  static let scene = Output.vectors(
    "scene", "What else the photo shows, and the mood that its colours suggest.",
    dimensions: [
      Dimension("brightness", range: 0...1), Dimension("saturation", range: 0...0.4),
      Dimension("warmth", range: -1...1), Dimension("faces", range: 0...),
      Dimension("pleasure", range: -1...1), Dimension("arousal", range: -1...1),
      Dimension("dominance", range: -1...1),
    ])
  static let wantedEnergy = Output.vectors(
    "wanted-energy", "The energy that was wanted at the first track and at the last, if any.",
    dimensions: [Dimension("energy", range: 0...1)])
  static let wantedValence = Output.vectors(
    "wanted-valence", "The valence that was wanted, if any.",
    dimensions: [Dimension("valence", range: 0...1)])
  static let outputs = [
    labels, track, reason, explanation, place, colour, scene, wantedEnergy, wantedValence,
  ]

  @Setting("The catalogue's database.")
  var catalogue = "library/library.db"

  @Setting("The trained network of places; a name without a folder is looked for.")
  var model = "Plugins/DJ/places.onnx"

  @Setting("The cascade that faces are found with, in OpenCV's XML; empty: faces are not counted.")
  var faces = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml"

  @Setting(
    "The sentence encoder's file; if empty, the one that Plugins/EmbedText/convert made, if it did."
  )
  var encoder = ""

  @Setting(
    "The map from the sentence encoder's vectors to valence and arousal; empty: sentences are read"
      + " by their words alone.")
  var feelings = "Plugins/DJ/feelings.onnx"

  @Parameter(
    "Length of the playlist; 0: as the sentence says, or else an hour.", range: 0...1440,
    unit: "min")
  var minutes = 0.0

  @Parameter("How energy and tempo move; auto: as the sentence says, or else steady.")
  var course = CourseChoice.auto

  @Parameter("The most tracks of one artist.", range: 1...1000)
  var perArtist = 2

  @Parameter("Another number makes another playlist.", range: 0...1_000_000)
  var seed = 0

  enum CourseChoice: String, Choice {
    case auto, steady, rise
    case windDown = "wind-down"

    var course: Course? {
      switch self {
      case .auto: nil
      case .steady: .steady
      case .rise: .rise
      case .windDown: .windDown
      }
    }
  }

  private static let longestSentence = 2000
  private static let smallestPhoto = 16

  private var desk: Desk?
  private var scenes: [Scene] = []
  private var sentence = ""

  init() {}

  /// Nothing is loaded before it is needed, so that an idle worker is small.
  func load() -> Desk {
    Desk(
      catalogue: catalogue, model: model, faces: faces, encoder: encoder, feelings: feelings)
  }

  func shortcomings(of desk: Desk) -> [String] { desk.whyNoPhotos.map { [$0] } ?? [] }

  mutating func open(_ media: MediaInfo, with desk: Desk, into results: Results) {
    self.desk = desk
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) throws {
    let (width, height) = (frame.width, frame.height)
    guard min(width, height) >= Self.smallestPhoto else {
      throw PluginFailure.badInput(
        "the photo is \(width)x\(height); dj needs at least 16x16 pixels")
    }
    let pixels = frame.withRGB { pixels in pixels.indices.map { pixels[$0] } }
    guard let desk else { return }
    scenes.append(try desk.scene(in: Photo(width: width, height: height, pixels: pixels)))
  }

  mutating func push(_ text: borrowing Text, into results: Results) throws {
    let text = text.string
    guard text.count <= Self.longestSentence else {
      throw PluginFailure.badInput(
        "the sentence has \(text.count) characters; dj reads up to \(Self.longestSentence)")
    }
    sentence = text
  }

  mutating func finish(into results: Results) throws {
    let scene = Scene(merging: scenes)
    let isSilent = sentence.allSatisfy(\.isWhitespace)
    if scene == nil, isSilent {
      throw PluginFailure.badInput(
        "dj needs a photo of the place, a sentence about the music, or both")
    }
    guard let desk else { return }
    let wish = try desk.wish(of: sentence)
    if scene == nil, wish.isEmpty {
      throw PluginFailure.badInput(
        "'\(sentence.prefix(60))' says nothing of music that dj understands; name a mood, a genre, "
          + "a tempo, a decade or an occasion, such as 'calm jazz for a dinner'")
    }
    let shelf = try desk.shelf { try results.checkCancelled() }
    var target = Target(wish, scene, in: shelf.summary, course: course.course)
    target.nearness = try desk.nearness(to: wish)
    let length = minutes > 0 ? minutes : wish.minutes ?? 60
    let playlist = Playlist(
      of: shelf.songs, for: target,
      Playlist.Request(minutes: length, perArtist: perArtist, seed: seed))
    if let scene { emit(scene, into: results) }
    emit(target, seconds: 60 * playlist.minutes, into: results)
    emit(playlist, Explanation(wish, scene, target, playlist), into: results)
  }

  private func emit(_ scene: Scene, into results: Results) {
    for guess in scene.guesses.prefix(5) {
      results.label(guess.kind, at: 0, score: guess.probability, to: Self.place)
    }
    for entry in scene.look.palette.entries {
      results.label(entry.colour.hex, at: 0, score: Double(entry.share), to: Self.colour)
    }
    let (look, mood) = (scene.look, scene.look.mood)
    results.vector(
      [
        look.brightness, look.saturation, look.warmth, Float(scene.faces), mood.pleasure,
        mood.arousal, mood.dominance,
      ], at: 0, to: Self.scene)
  }

  private func emit(_ target: Target, seconds: Double, into results: Results) {
    for (part, time) in [(0.0, 0.0), (1, seconds)] {
      guard let energy = target.energy(at: part) else { break }
      results.vector([Float(energy)], at: time, to: Self.wantedEnergy)
    }
    if let valence = target.valence {
      results.vector([Float(valence)], at: 0, to: Self.wantedValence)
    }
  }

  private func emit(_ playlist: Playlist, _ explanation: Explanation, into results: Results) {
    for entry in playlist.entries {
      let song = entry.song
      results.label("\(song.id)", at: entry.start, score: entry.score, to: Self.labels)
      results.label(
        "\(song.artist) - \(song.title)", at: entry.start, score: entry.score, to: Self.track)
      results.label(explanation.reason(entry), at: entry.start, to: Self.reason)
    }
    results.label(explanation.text, at: 0, to: Self.explanation)
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(DJ.self) }
