import JSON
import Plugins
import Serving

/// `patchbay bench`: requests per second and latencies of one plugin.
enum BenchCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let name = invocation.arguments.first ?? "echo"
    let requests = invocation.count(.requests) ?? 2000
    let connections = invocation.count(.connections) ?? 1
    let size = invocation.text(.frame) ?? "224x224"
    guard let picture = BenchPicture(size) else {
      throw CommandError(
        .usage,
        "bench: '--frame \(size)': needs WIDTHxHEIGHT in pixels, such as 224x224\n"
          + Parser.advice("bench"))
    }
    let results: [BenchResult]
    if let url = invocation.text(.remote) {
      results = try RemoteBench(
        host: RemoteHost(url: url), plugin: name, picture: picture, requests: requests,
        connections: connections
      ).run()
    } else {
      results = try LocalBench(
        settings: settings(of: name, invocation), picture: picture, requests: requests,
        connections: connections
      ).run()
    }
    let isJSON = invocation.text(.benchFormat).map { $0 == "json" } ?? !Terminal.isOutput
    let title = "\(name), a picture of \(size), \(connections) at a time"
    try Output.standard.write(isJSON ? json(name, results) : "\(title)\n\(table(results))")
    return results.contains { $0.failures > 0 } ? .pluginFailed : .success
  }

  private static func settings(
    of name: String, _ invocation: Invocation
  ) throws(CommandError) -> PluginSettings {
    let all = try Installation.settings(invocation).plugins
    guard let settings = all.first(where: { $0.name == name }) else {
      throw CommandError(
        .pluginUnavailable, "no plugin named '\(name)'" + suggestion(name, among: all.map(\.name)))
    }
    return settings
  }

  private static let percentiles: [(name: String, fraction: Double)] = [
    ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1),
  ]

  private static func table(_ results: [BenchResult]) -> String {
    let rows = results.map { result in
      [result.name, "\(Int(result.requestsPerSecond.rounded()))"]
        + percentiles.map { tenths(result.percentile($0.fraction)) }
        + [result.failures > 0 ? "\(result.failures)" : ""]
    }
    let head = ["HOW", "PER SECOND"] + percentiles.map { "\($0.name.uppercased()) (us)" }
    var text = TextTable.text(
      head + ["FAILED"], rightAligned: head.count + 1, rows)
    if let cost = cost(results) {
      text += "\nA worker process costs \(tenths(cost)) us (difference of the medians).\n"
    }
    return text
  }

  /// Microseconds by which the worker's median is above the inline one.
  private static func cost(_ results: [BenchResult]) -> Double? {
    guard let inline = results.first(where: { $0.name == "inline" }),
      let worker = results.first(where: { $0.name == "worker" })
    else { return nil }
    return worker.median - inline.median
  }

  private static func json(_ name: String, _ results: [BenchResult]) -> String {
    var json = JSONWriter(isPretty: Terminal.isOutput)
    json.beginObject()
    json.key("plugin")
    json.string(name)
    for result in results {
      json.key(result.name)
      json.beginObject()
      json.key("requests_per_second")
      json.double(result.requestsPerSecond)
      for percentile in percentiles {
        json.key(percentile.name + "_us")
        json.double(result.percentile(percentile.fraction))
      }
      json.key("failures")
      json.integer(result.failures)
      json.endObject()
    }
    if let cost = cost(results) {
      json.key("worker_cost_us")
      json.double(cost)
    }
    json.endObject()
    return json.text + "\n"
  }

  private static func tenths(_ value: Double) -> String {
    ((value * 10).rounded() / 10).shortText
  }
}
