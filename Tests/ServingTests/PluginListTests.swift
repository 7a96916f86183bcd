import JSON
import Serving
import Testing

@Suite("The list of plugins, and metrics")
struct PluginListTests {
  @Test("it has all that a form needs")
  func list() throws {
    let house = try ServedHouse(["misbehave", "echo"])
    let list = try house.get("/v1/plugins").json["plugins"]
    #expect(list?.elements?.compactMap { $0["name"]?.string } == ["misbehave", "echo"])
    let plugin = list?[0]
    #expect(plugin?["state"] == "ready")
    #expect(plugin?["parameters"]?[0]?["name"] == "how")
    #expect(plugin?["statistics"]?["succeeded"] == 0)
    let document = try PluginDocument(try house.get("/v1/plugins/misbehave").json)
    #expect(document.description?.parameters.first?.choices.contains("hang") == true)
  }

  @Test("metrics count requests and their times")
  func metrics() throws {
    let house = try ServedHouse()
    for _ in 0..<3 {
      _ = try house.post("/v1/run/echo", "a", [("Content-Type", "text/plain")])
    }
    let answer = try house.get("/metrics")
    #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    let lines = answer.text.split(separator: "\n")
    #expect(lines.contains(#"patchbay_requests_total{plugin="echo",outcome="success"} 3"#))
    #expect(lines.contains(#"patchbay_request_seconds_bucket{plugin="echo",le="+Inf"} 3"#))
    #expect(lines.contains(#"patchbay_request_seconds_count{plugin="echo"} 3"#))
    #expect(lines.contains(#"patchbay_worker_processes{plugin="echo"} 1"#))
    #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
    #expect(lines.contains("# TYPE patchbay_request_seconds histogram"))
  }
}
