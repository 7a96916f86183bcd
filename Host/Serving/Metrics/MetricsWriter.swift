import Plugins

/// Writes metrics in the text format of Prometheus.
struct MetricsWriter {
  private(set) var text = ""

  static func text(for service: Service) -> String {
    var writer = MetricsWriter()
    writer.writePlugins(service.engine.plugins)
    writer.writeHTTP(service.counters)
    writer.writeProcess()
    return writer.text
  }

  /// Starts a metric: its help and its type.
  mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(value.shortText)\n"
  }

  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
    sample(name, labels, Double(value))
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for character in value {
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
    return text
  }

  private mutating func writeHTTP(_ counters: HTTPCounters) {
    begin("patchbay_http_responses_total", "counter", "Answers by class of status.")
    for (name, count) in counters.byClass {
      sample("patchbay_http_responses_total", [("status", name)], count)
    }
    begin("patchbay_http_requests_in_flight", "gauge", "Requests that are not answered yet.")
    sample("patchbay_http_requests_in_flight", [], counters.inFlight)
  }

  private mutating func writeProcess() {
    guard let status = ProcessStatus(of: "self") else { return }
    begin("process_resident_memory_bytes", "gauge", "Memory of the host, without its workers.")
    sample("process_resident_memory_bytes", [], status.residentBytes)
    begin("process_cpu_seconds_total", "counter", "Processor time of the host.")
    sample("process_cpu_seconds_total", [], status.processorSeconds)
    begin("process_threads", "gauge", "Threads of the host.")
    sample("process_threads", [], status.threads)
  }
}
