import JSON
import Plugins
import Serving

/// `patchbay check`: the probe's verdict on libraries, each of which is also started.
enum CheckCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let probe = Probe(worker: Programs.besideThisProgram().worker)
    let verdicts = invocation.arguments.map { path in
      // A name without a folder would be searched for among the system's libraries.
      (path, probe.examine(path.contains("/") ? path : "./\(path)", starts: true))
    }
    let isJSON = invocation.text(.checkFormat).map { $0 == "json" } ?? !Terminal.isOutput
    try Output.standard.write(isJSON ? json(verdicts) : text(verdicts))
    let isRefused = verdicts.contains { if case .failure = $0.1 { true } else { false } }
    return isRefused ? .pluginUnavailable : .success
  }

  private static func text(_ verdicts: [(String, Probe.Verdict)]) -> String {
    verdicts.map { path, verdict in
      switch verdict {
      case .success(let about): "\(path): ok: \(about.name) \(about.version): \(about.summary)\n"
      case .failure(let refusal): "\(path): \(refusal.reason.rawValue): \(refusal.message)\n"
      }
    }.joined()
  }

  private static func json(_ verdicts: [(String, Probe.Verdict)]) -> String {
    var json = JSONWriter(isPretty: Terminal.isOutput)
    json.beginArray()
    for (path, verdict) in verdicts {
      json.beginObject()
      json.key("library")
      json.string(path)
      json.key("verdict")
      switch verdict {
      case .success(let about):
        json.string("ok")
        json.key("name")
        json.string(about.name)
        json.key("version")
        json.string(about.version)
        json.key("summary")
        json.string(about.summary)
      case .failure(let refusal):
        json.string(refusal.reason.rawValue)
        json.key("reason")
        json.string(refusal.message)
      }
      json.endObject()
    }
    json.endArray()
    return json.text + "\n"
  }
}
