import Plugins

extension MetricsWriter {
  mutating func writePlugins(_ plugins: [Plugin]) {
    let all = plugins.map { ($0.name, $0.statistics) }
    writeStates(plugins)
    begin("patchbay_requests_total", "counter", "Requests that ended, by outcome.")
    for (name, now) in all {
      for (outcome, sum) in [("success", now.success), ("failure", now.failure)] {
        sample("patchbay_requests_total", [("plugin", name), ("outcome", outcome)], sum.count)
      }
    }
    begin("patchbay_failures_total", "counter", "Requests that failed, by code.")
    for (name, now) in all {
      for (code, count) in now.failuresByCode.sorted(by: { $0.key < $1.key }) {
        sample("patchbay_failures_total", [("plugin", name), ("code", code)], count)
      }
    }
    writeEach(
      "patchbay_rejected_total", "counter", "Requests refused because the queue was full.", all
    ) { Double($0.rejected) }
    writeEach("patchbay_restarts_total", "counter", "Workers that had to be replaced.", all) {
      Double($0.restarts)
    }
    writeEach("patchbay_waiting", "gauge", "Requests that wait for an instance.", all) {
      Double($0.waiting)
    }
    writeEach("patchbay_running", "gauge", "Requests that are being worked on.", all) {
      Double($0.running)
    }
    writeEach("patchbay_queue_seconds_total", "counter", "Time that requests waited.", all) {
      Double($0.queue.nanoseconds) / 1e9
    }
    writeEach("patchbay_compute_seconds_total", "counter", "Time spent on requests.", all) {
      Double($0.compute.nanoseconds) / 1e9
    }
    writeLatency(all)
    writeWorkers(plugins)
  }

  private mutating func writeEach(
    _ name: String, _ type: String, _ help: String, _ all: [(String, PluginStatistics)],
    _ value: (PluginStatistics) -> Double
  ) {
    begin(name, type, help)
    for (plugin, now) in all { sample(name, [("plugin", plugin)], value(now)) }
  }

  private mutating func writeStates(_ plugins: [Plugin]) {
    begin("patchbay_plugin_up", "gauge", "1 for a plugin that takes requests, by its state.")
    for plugin in plugins {
      let state = plugin.state
      sample(
        "patchbay_plugin_up", [("plugin", plugin.name), ("state", state.name)],
        state.isServing ? 1 : 0)
    }
  }

  private mutating func writeLatency(_ all: [(String, PluginStatistics)]) {
    let metric = "patchbay_request_seconds"
    begin(metric, "histogram", "Time from a request's arrival at its plugin to its end.")
    for (name, now) in all {
      var sum = 0
      for (index, count) in now.latency.enumerated() {
        sum += count
        let bound =
          index < PluginStatistics.bounds.count ? PluginStatistics.bounds[index].shortText : "+Inf"
        sample("\(metric)_bucket", [("plugin", name), ("le", bound)], sum)
      }
      let total = Double(now.success.nanoseconds + now.failure.nanoseconds) / 1e9
      sample("\(metric)_sum", [("plugin", name)], total)
      sample("\(metric)_count", [("plugin", name)], sum)
    }
  }

  private mutating func writeWorkers(_ plugins: [Plugin]) {
    let workers = plugins.map { ($0.name, $0.processes.compactMap { ProcessStatus(of: "\($0)") }) }
    begin("patchbay_worker_processes", "gauge", "Worker processes of a plugin.")
    for (name, processes) in workers {
      sample("patchbay_worker_processes", [("plugin", name)], processes.count)
    }
    begin("patchbay_worker_memory_bytes", "gauge", "Memory of a plugin's workers together.")
    for (name, processes) in workers {
      let bytes = processes.reduce(0) { $0 + $1.residentBytes }
      sample("patchbay_worker_memory_bytes", [("plugin", name)], bytes)
    }
  }
}
