import Plugins

/// The parts of a multipart body, as they arrive.
///
/// `media`: a whole medium. `frame@12.5`: a picture and its time in seconds; `frame`: a single
/// one. `example`: a picture to look for. `text` or the name of a text port: a text. All others
/// are parameters.
struct RunParts {
  /// Bytes of one picture.
  private static let pictureLimit = 64 << 20
  /// Bytes and number of all texts and parameters, which lie in memory until the body ends.
  private static let (mostKept, mostParts) = (64 << 20, 10_000)

  private enum Part {
    case media(GrowingFile)
    case picture(name: String, time: Double)
    case text(port: String?)
    case parameter(String)
  }

  private(set) var texts = RunTexts()
  private let settings: HostSettings
  /// Bytes of the whole body when it is unpacked, if they are known.
  private let length: Int?
  private var part: Part?
  private var bytes: [UInt8] = []
  private var media: GrowingFile?
  private var pictures: GrowingFile?
  private var hasPictures = false
  private var lastTime = -Double.infinity
  private var kept = 0
  private var keptParts = 0

  init(settings: HostSettings, length: Int?) {
    self.settings = settings
    self.length = length
  }

  /// What a run can look at, if the parts had any; all of them have arrived.
  var source: MediaSource? {
    media.map { .file($0) } ?? pictures.map { .pictures($0) }
  }

  mutating func begin(
    _ head: MultipartReader.Head, plan: inout RunPlan
  ) throws(Problem) {
    let name = head.name
    if name == "media" {
      guard media == nil else { throw .badRequest("there are two parts named 'media'; send one") }
      let file = try GrowingFile.make(expected: length, settings)
      media = file
      part = .media(file)
    } else if name == "example" {
      part = .picture(name: name, time: .nan)
    } else if name == "frame" || name.hasPrefix("frame@") {
      part = .picture(name: name, time: try frameTime(name))
    } else if name == "text" {
      part = .text(port: nil)
    } else if plan.hasTextPort(name) {
      part = .text(port: name)
    } else {
      if head.isFile, !plan.hasParameter(name) { throw strange(name, plan) }
      part = .parameter(name)
    }
    if case .picture = part { hasPictures = true }
    if media != nil, hasPictures {
      throw .badRequest("there are both a medium and pictures; send one of them")
    }
  }

  /// A file that is for nothing.
  private func strange(_ name: String, _ plan: RunPlan) -> Problem {
    let advice =
      plan.takesMedia
      ? "send a picture as 'frame', another medium as 'media'" : "send a text as 'text'"
    return .badRequest(
      "the part '\(name)' is a file, and \(plan.names) takes none of that name; \(advice)")
  }

  private mutating func frameTime(_ name: String) throws(Problem) -> Double {
    if name == "frame", lastTime == -.infinity {
      lastTime = 0
      return 0
    }
    guard let time = Double(name.dropFirst("frame@".count)), time.isFinite else {
      throw .badRequest(
        "the part '\(name)' has no time; write it in seconds behind the @, as in 'frame@12.5'")
    }
    guard time >= lastTime else {
      throw .badRequest(
        "the part '\(name)' comes after 'frame@\(lastTime.shortText)'; "
          + "send frames in the order of their times")
    }
    lastTime = time
    return time
  }

  mutating func append(_ more: ArraySlice<UInt8>) throws(Problem) {
    if case .media(let file) = part {
      let stored = unsafe more.withUnsafeBytes { bytes in
        Result { () throws(Problem) in try unsafe file.store(bytes) }
      }
      try stored.get()
      return
    }
    var limit = TextUpload.limit
    if case .picture = part { limit = Self.pictureLimit }
    guard bytes.count + more.count <= limit else {
      throw Problem(413, "too-large", "a part is longer than \(limit) bytes")
    }
    bytes += more
  }

  /// The part that was begun last is complete.
  mutating func end(plan: inout RunPlan) throws(Problem) {
    defer {
      part = nil
      bytes.removeAll(keepingCapacity: true)
    }
    switch part {
    case nil: break
    case .media(let file): file.complete()
    case .picture(let name, let time):
      guard !bytes.isEmpty else { throw .badRequest("the part '\(name)' is empty") }
      let file = try openPictures()
      try file.storePicture(bytes, time: time)
    case .text(let port):
      try keep(port ?? "")
      try texts.add(try text("the part '\(port ?? "text")'"), port: port, plan: plan)
    case .parameter(let name):
      try keep(name)
      try plan.addParameter(name, try text("the part '\(name)'"))
    }
  }

  private func text(_ what: String) throws(Problem) -> String {
    try inEngine { () throws(PluginError) in try String(sent: bytes, as: what) }
  }

  private mutating func keep(_ name: String) throws(Problem) {
    kept += bytes.count + name.utf8.count
    keptParts += 1
    guard kept <= Self.mostKept, keptParts <= Self.mostParts else {
      throw Problem(
        413, "too-large",
        "there are more than \(Self.mostParts) texts and parameters, or more than \(Self.mostKept)"
          + " bytes of them; send fewer in one request")
    }
  }

  private mutating func openPictures() throws(Problem) -> GrowingFile {
    if let pictures { return pictures }
    let file = try GrowingFile.make(expected: length, settings)
    pictures = file
    return file
  }

  /// The body has ended.
  func finish() { pictures?.complete() }

  /// The rest will never come.
  func abandon() {
    media?.abandon()
    pictures?.abandon()
  }
}

extension RunPlan {
  fileprivate func hasTextPort(_ name: String) -> Bool {
    abouts.contains { $0.inputs.contains { $0.isText && $0.name == name } }
  }

  /// Of some plugin's, written as `addParameter` takes it.
  fileprivate func hasParameter(_ name: String) -> Bool {
    let own = name.split(separator: ".", maxSplits: 1).last.map(String.init)
    return abouts.contains { $0.parameters.contains { $0.name == own } }
  }
}
