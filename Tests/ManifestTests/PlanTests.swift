import Manifest
import Plugins
import Testing

@Suite("From one manifest to the next")
struct PlanTests {
  func plan(_ old: String, _ new: String) throws -> [String] {
    let (before, after) = (try read("version: 1\n\(old)"), try read("version: 1\n\(new)"))
    return after.changes(from: before).map(\.description)
  }

  @Test("the same settings in other places and words are no change")
  func same() throws {
    let old = "plugins:\n  motion:\n    grace: 1000 ms\n    parameters:\n      limit: 3"
    let new = "# moved\nplugins:\n\n  motion:\n    parameters: {limit: \"3\"}\n    grace: 1 s"
    #expect(try plan(old, new) == [])
    let before = try read("version: 1\n\(old)")
    let after = try read("version: 1\n\(new)")
    #expect(before.settings == after.settings)
  }

  @Test("plugins come, go and change")
  func plugins() throws {
    let changes = try plan(
      "plugins:\n  motion:\n    queue: 3\n  scenes:",
      "plugins:\n  loudness:\n  motion:\n    memory: 1 GiB\n    parameters: {limit: 3}")
    #expect(
      changes == [
        "loudness: is added",
        "motion: queue changes from 3 to 256, memory changes from 2 GiB to 1 GiB, "
          + "parameters changes from {} to {limit: 3}",
        "scenes: is removed",
      ])
  }

  @Test("a default that changes is a change of each plugin that takes it")
  func defaults() throws {
    let changes = try plan(
      "plugins:\n  a:\n  b:\n    isolation: inline",
      "defaults:\n  isolation: inline\nplugins:\n  a:\n  b:")
    #expect(changes == ["a: isolation changes from process to inline"])
  }

  @Test("settings of the host need a restart")
  func host() throws {
    #expect(
      try plan("", "host:\n  listen: 0.0.0.0:80\n  body-limit: 2 GB") == [
        "host: listen changes from 127.0.0.1:8080 to 0.0.0.0:80, "
          + "body-limit changes from 64 GiB to 2 GB; restart the host for this"
      ])
  }
}
