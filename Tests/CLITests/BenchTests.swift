import JSON
import Testing

@Suite("'bench'")
struct BenchTests {
  private let tool = Tool()

  @Test("prints the figures of both ways to run a plugin, and what the worker costs")
  func both() throws {
    let outcome = tool.run("bench", "-n", "100", "--frame", "32x32")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let node = try JSONNode(parsing: outcome.output)
    #expect(node["plugin"]?.string == "echo")
    let inline = try #require(node["inline"]?["p50_us"]?.double)
    let worker = try #require(node["worker"]?["p50_us"]?.double)
    #expect(node["worker_cost_us"]?.double == worker - inline)
    #expect(node["worker"]?["failures"]?.int == 0)
  }

  @Test("counts requests that fail")
  func failures() throws {
    let outcome = tool.run("bench", "motion", "-n", "20", "--frame", "99999x1")
    #expect(
      outcome
        == Tool.Outcome(
          code: 2, output: "",
          errors: "patchbay: bench: '--frame 99999x1': needs WIDTHxHEIGHT in pixels, such as "
            + "224x224\nType 'patchbay help bench' to see what it takes.\n"))
    #expect(
      tool.run("bench", "loudness", "-n", "5").errors
        == "patchbay: loudness takes no pictures; measure another plugin\n")
  }
}
