import Glibc
import Plugins
import Serving
import Wire

/// `patchbay cut`: stretches of a recording to files.
enum CutCommand {
  /// Bytes of a file of stretches.
  private static let limit = 256 << 20

  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let file = invocation.arguments[0]
    guard unsafe access(file, R_OK) == 0 else {
      throw CommandError(.badInput, SystemError("read \(file)").description)
    }
    let segments = try segments(invocation, of: file)
    if segments.isEmpty {
      try Output.errors.write("patchbay: there is no stretch to cut\n")
      return .success
    }
    let cutter = Cutter(
      file: file, folder: invocation.text(.out) ?? ".", isExact: invocation.has(.exact),
      overwrites: invocation.has(.overwrite))
    try cutter.cut(segments) { (name, note) throws(CommandError) in
      try Output.standard.write(name + "\n")
      if let note { try Output.errors.write("patchbay: \(name): \(note)\n") }
    }
    return .success
  }

  private static func segments(
    _ invocation: Invocation, of file: String
  ) throws(CommandError) -> [Segment] {
    let from = invocation.time(.from)
    let to = invocation.time(.to)
    if let path = invocation.text(.segments) {
      guard from == nil, to == nil else {
        throw usage("'--segments' and '--from' or '--to' exclude each other")
      }
      let text = try InputFile.text(path, limit: limit)
      return try Segment.all(in: text, named: path == "-" ? "standard input" : path)
    }
    guard from != nil || to != nil else {
      throw usage("what to cut is missing: --segments FILE, or --from TIME and --to TIME")
    }
    let stop = if let to { to } else { try duration(of: file) }
    guard from ?? 0 < stop else {
      throw usage(
        "the stretch stops at \(stop.shortText) s, before it starts at \((from ?? 0).shortText) s")
    }
    return [Segment(start: from ?? 0, stop: stop)]
  }

  private static func duration(of file: String) throws(CommandError) -> Double {
    do throws(PluginError) {
      let client = try MediaClient(program: Programs.besideThisProgram().media)
      defer { client.close() }
      if let duration = try client.open(.path(file), wishes: []).duration { return duration }
    } catch {
      throw CommandError(error)
    }
    throw CommandError(.badInput, "\(file) does not tell how long it is; give --to TIME")
  }

  private static func usage(_ message: String) -> CommandError {
    CommandError(.usage, "cut: \(message)\n\(Parser.advice("cut"))")
  }
}
