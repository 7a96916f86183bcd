import Media

/// `patchbay-media sample OUT.mp4 [--seconds N]`: a recording whose events are known, which it
/// prints as JSON.
enum SampleCommand {
  /// Frames per second.
  private static let frameRate = 10

  static func run(_ arguments: [String]) -> Int32 {
    guard let options = Options(arguments, numbers: ["--seconds"], flags: ["--force"]),
      options.files.count == 1, let path = options.files.first
    else {
      print("Usage: patchbay-media sample OUT.mp4 [--seconds N] [--force]")
      return ExitCode.usage
    }
    let seconds = min(max(options.numbers["--seconds"] ?? 300, 1), 86_400)
    do throws(MediaError) {
      let scene = try write(path, seconds, replaces: options.flags.contains("--force"))
      print(describe(scene, path))
      return ExitCode.success
    } catch {
      printError(error.description)
      return ExitCode.failed
    }
  }

  private static func write(
    _ path: String, _ seconds: Double, replaces: Bool
  ) throws(MediaError) -> SampleScene {
    var form = MovieWriter.Form()
    form.width = SampleScene.width
    form.height = SampleScene.height
    form.frameRate = frameRate
    form.keyframeInterval = 2 * frameRate
    // The noise would pass for scene cuts, and keyframes come early.
    form.options.append(("sc_threshold", "0"))
    let writer = try MovieWriter(path: path, form, replaces: replaces)
    var scene = SampleScene(seconds: seconds)
    let chroma = [UInt8](repeating: 128, count: form.width * form.height / 4)
    for frame in 0..<Int(seconds * Double(frameRate)) {
      try writer.add(
        luma: scene.luma(at: Double(frame) / Double(frameRate)), cb: chroma, cr: chroma)
    }
    try writer.finish()
    return scene
  }

  private static func describe(_ scene: SampleScene, _ path: String) -> String {
    var line = JSONLine()
    line.add("file", path)
    line.add("seconds", scene.seconds)
    line.add(
      "events",
      json: JSONLine.array(
        scene.events.map { event in
          var line = JSONLine()
          line.add("start", event.start)
          line.add("stop", event.stop)
          line.add("what", event.what)
          return line.text
        }))
    return line.text
  }
}
