import Plugins
import TestSupport
import Testing
import Wire

@Suite("A program that decodes and lies")
struct MediaLieTests {
  private func collect(_ house: House, _ names: [String]) throws -> RunCollector {
    let collector = RunCollector()
    let targets = try names.map { name in
      let plugin = try house.plugin(name)
      return RunTarget(plugin: plugin, parameters: try plugin.values(from: []))
    }
    let run = MediaRun(
      engine: house.engine, source: .path(BuildFolder.library("echo")), targets: targets,
      timeout: 30, receiver: collector)
    try run.start()
    #expect(collector.wait())
    return collector
  }

  @Test("cannot harm the host", arguments: 1...60)
  func lies(seed: Int) throws {
    let media = try FixtureBuilder.program("lying-media", alias: "lying-media-\(seed)")
    let house = House(["echo"], media: media)
    let collector = try collect(house, ["echo"])
    #expect(collector.results.count == 1)
    #expect(try house.run("echo", [], [audio([1])]).error == nil)
  }

  @Test("that is not there is told")
  func absent() throws {
    let collector = try collect(House(["echo"], media: "/nowhere/patchbay-media"), ["echo"])
    #expect(
      collector.error()
        == PluginError(
          .unavailable,
          "media cannot be decoded: cannot start /nowhere/patchbay-media: "
            + "No such file or directory"))
  }

  @Test("that crashes is told")
  func crash() throws {
    let collector = try collect(House(["echo"], media: "/bin/false"), ["echo"])
    #expect(
      collector.error()
        == PluginError(.mediaFailed, "the program that decodes media broke off"))
  }
}
