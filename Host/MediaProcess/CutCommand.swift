import Media

/// `patchbay-media cut SOURCE --segment START STOP OUT ...`: cuts stretches to files, and prints
/// a line of JSON for each.
enum CutCommand {
  static func run(_ arguments: [String]) -> Int32 {
    var options = CutOptions()
    var segments: [CutSegment] = []
    var source: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--exact": options.isExact = true
      case "--force": options.replaces = true
      case "--segment":
        guard let start = rest.popFirst().flatMap(Double.init),
          let stop = rest.popFirst().flatMap(Double.init), let path = rest.popFirst()
        else { return usage() }
        segments.append(CutSegment(start: start, stop: stop, path: path))
      default:
        if source != nil || argument.hasPrefix("--") { return usage() }
        source = argument
      }
    }
    guard let source, !segments.isEmpty else { return usage() }
    do throws(MediaError) {
      let cutter = try Cutter(ByteSource(path: source), options: options)
      for segment in segments {
        print(describe(try cutter.cut(segment)))
      }
      return ExitCode.success
    } catch {
      printError(error.description)
      return ExitCode.failed
    }
  }

  private static func usage() -> Int32 {
    printError(
      "Usage: patchbay-media cut SOURCE [--exact] [--force] --segment START STOP OUT ...")
    return ExitCode.usage
  }

  private static func describe(_ result: CutResult) -> String {
    var line = JSONLine()
    line.add("file", result.path)
    line.add("start", result.start)
    line.add("stop", result.stop)
    if let note = result.note { line.add("note", note) }
    return line.text
  }
}
