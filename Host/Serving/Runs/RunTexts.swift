import Plugins

/// The texts of a run, by the names of the ports that take them.
struct RunTexts {
  private(set) var byPort: [String: [String]] = [:]

  var isEmpty: Bool { byPort.isEmpty }

  /// `port` is the name of a text port, or nil for the only one that each plugin has.
  mutating func add(_ text: String, port: String?, plan: borrowing RunPlan) throws(Problem) {
    if let port {
      byPort[port, default: []].append(text)
      return
    }
    var names: Set<String> = []
    for (plugin, about) in zip(plan.plugins, plan.abouts) {
      let ports = about.inputs.filter(\.isText).map(\.name)
      guard ports.count <= 1 else {
        throw .badRequest(
          "\(plugin.name) takes several texts; send each as a part named \(listed(ports))")
      }
      names.formUnion(ports)
    }
    for name in names { byPort[name, default: []].append(text) }
  }

  /// Every port gets as many as it takes.
  func check(_ plan: borrowing RunPlan) throws(Problem) {
    for (plugin, about) in zip(plan.plugins, plan.abouts) {
      for port in about.inputs {
        guard case .text(let many) = port.kind else { continue }
        let count = byPort[port.name]?.count ?? 0
        if count == 0, !port.isOptional {
          throw .badRequest("\(plugin.name) needs a text for '\(port.name)'")
        }
        if count > 1, !many {
          throw .badRequest("\(plugin.name) takes one text for '\(port.name)', not \(count)")
        }
      }
    }
  }
}
