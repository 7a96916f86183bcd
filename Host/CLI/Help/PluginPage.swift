import Plugins
import Serving

/// What `patchbay plugins show` prints for people, drawn from the plugin's own description.
enum PluginPage {
  static func text(_ document: PluginDocument) -> String {
    var text = document.name
    if let about = document.description { text += " \(about.version) - \(about.summary)" }
    text = HelpText.wrapped(text, HelpText.columns).map { $0 + "\n" }.joined()
    text += "\n" + section("state", [(document.state, document.reason ?? "")])
    guard let about = document.description else { return text }
    text += section(
      "inputs", about.inputs.map { ("\($0.name) (\($0.kind.name))", sentence($0)) })
    text += section(
      "outputs", about.outputs.map { ("\($0.name) (\($0.kind.name))", sentence($0)) })
    let settable = about.parameters.filter { !$0.isAdmin }
    text += section(
      "parameters", settable.map { ("\($0.name) (\($0.kind.name))", PluginFlag.summary($0)) })
    let fixed = about.parameters.filter(\.isAdmin)
    text += section(
      "parameters that only the manifest sets",
      fixed.map { ("\($0.name) (\($0.kind.name))", PluginFlag.summary($0)) })
    text += section("from", [("author", about.author), ("licence", about.licence)])
    return text
  }

  private static func section(_ title: String, _ rows: [(String, String)]) -> String {
    rows.isEmpty ? "" : "\(title):\n\(HelpText.rows(rows))"
  }

  private static func sentence(_ port: InputPort) -> String {
    let wish =
      switch port.kind {
      case .frame(let wish): sentence(wish)
      case .audio(let wish): sentence(wish)
      case .text(let many): many ? "one or many texts" : "one text"
      }
    return "\(port.summary) (\(wish)\(port.isOptional ? "; optional" : ""))"
  }

  private static func sentence(_ wish: InputPort.FrameWish) -> String {
    let sampling =
      switch wish.sampling {
      case .allFrames: "every frame"
      case .keyframes: "keyframes"
      case .every(let seconds): "a frame every \(seconds.shortText) s"
      case .perSecond(let count): "\(count.shortText) frames a second"
      case .packetsOnly: "sizes and times of packets, no pictures"
      }
    if wish.sampling == .packetsOnly { return sampling }
    let size = wish.longestSide > 0 ? ", at most \(wish.longestSide) pixels" : ""
    return sampling + size + (wish.isOnDemand ? ", where it asks for them" : "")
  }

  private static func sentence(_ wish: InputPort.AudioWish) -> String {
    let rate = wish.sampleRate > 0 ? "\(wish.sampleRate.shortText) Hz" : "the file's own rate"
    let channels =
      switch wish.channels {
      case 0: "its own channels"
      case 1: "mono"
      default: "\(wish.channels) channels"
      }
    return "\(rate), \(channels)"
  }

  private static func sentence(_ port: OutputPort) -> String {
    let detail =
      switch port.kind {
      case .timestamps(let vocabulary), .labels(let vocabulary):
        vocabulary.isEmpty ? "" : "one of " + vocabulary.joined(separator: ", ")
      case .vectors(let dimensions):
        dimensions.map { $0.name + ($0.unit.isEmpty ? "" : " in \($0.unit)") }
          .joined(separator: ", ")
      case .artifact(let mediaType): mediaType ?? ""
      }
    return port.summary + (detail.isEmpty ? "" : " (\(detail))")
  }
}
