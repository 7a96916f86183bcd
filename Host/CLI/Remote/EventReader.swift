import JSON
import Plugins
import Serving

/// Reads the lines of NDJSON that another host answers with, as they come.
final class EventReader {
  private let collector: RunCollector
  private let plugins: [RunPlugin]
  /// The host's own progress is shown; otherwise that of sending.
  private let takesProgress: Bool
  private var rest: [UInt8] = []
  private var isEnded: [Bool]

  init(_ plugins: [RunPlugin], takesProgress: Bool, into collector: RunCollector) {
    self.plugins = plugins
    self.takesProgress = takesProgress
    self.collector = collector
    isEnded = plugins.map { _ in false }
  }

  func take(_ bytes: [UInt8]) throws(CommandError) {
    rest += bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(rest[..<end])
      rest.removeSubrange(...end)
      if !line.isEmpty { try read(line) }
    }
  }

  /// The answer is complete. - Throws: where it was not.
  func finish() throws(CommandError) {
    if !rest.isEmpty { try read(rest) }
    rest = []
    for (target, isEnded) in isEnded.enumerated() where !isEnded {
      collector.ended(
        PluginError(.failed, "\(plugins[target].name): the host broke off its answer"),
        target: target)
    }
  }

  private func read(_ line: [UInt8]) throws(CommandError) {
    let node: JSONNode
    do throws(JSONError) {
      node = try JSONNode(parsing: line)
    } catch {
      throw strange("\(error)")
    }
    guard let name = node["plugin"]?.string,
      let target = plugins.firstIndex(where: { $0.name == name })
    else {
      // What concerns no plugin, such as an error of the whole run.
      if let message = node["error"]?.string { try failAll(node, message) }
      return
    }
    if let message = node["error"]?.string {
      end(target, PluginError(code(node), message))
    } else if node["done"] != nil {
      end(target, nil)
    } else if let fraction = node["progress"]?.double {
      if takesProgress { collector.receive(.progress(fraction), target: target) }
    } else if let event = Event(node, outputs: plugins[target].description.outputs) {
      collector.receive(event, target: target)
    } else if node["port"] != nil {
      throw strange("a result of '\(name)' cannot be read")
    }
  }

  private func failAll(_ node: JSONNode, _ message: String) throws(CommandError) {
    throw CommandError(PluginError(code(node), message))
  }

  private func end(_ target: Int, _ error: PluginError?) {
    isEnded[target] = true
    collector.ended(error, target: target)
  }

  private func code(_ node: JSONNode) -> PluginError.Code {
    node["code"]?.string.flatMap(PluginError.Code.init(rawValue:)) ?? .failed
  }

  private func strange(_ what: String) -> CommandError {
    CommandError(.unreachable, "the host's answer is not what a Patchbay host sends: \(what)")
  }
}
