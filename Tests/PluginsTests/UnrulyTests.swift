import Plugins
import TestSupport
import Testing

@Suite("A plugin that misbehaves")
struct UnrulyTests {
  private func house(_ isolation: PluginSettings.Isolation = .process) throws -> House {
    let library = try FixtureBuilder.library(.unruly)
    return House(["unruly", "echo"], isolation: isolation) {
      if $0.name == "unruly" { $0.library = library }
      $0.grace = 0.1
    }
  }

  /// Has it do the deed once; then its neighbour and it itself must answer.
  private func error(
    of deed: String, in place: String = "push", timeout: Double = 20, _ house: House
  ) throws -> PluginError? {
    let parameters = [(name: "how", text: deed), ("where", place), ("amount", "1000")]
    let receiver = try house.run("unruly", parameters, [text("x")], timeout: timeout)
    let neighbour = try house.run("echo", [], [audio([1, 2])])
    #expect(neighbour.events == [.vector(port: 0, time: 0, values: [1, 2])])
    let again = try house.run("unruly", [], [text("x")])
    #expect(again.error == nil && again.events.count == 3)
    return receiver.error
  }

  @Test(
    "ends its own process and nobody else's",
    arguments: [
      ("segfault", "its process was ended by SIGSEGV (bad memory access)"),
      ("stack", "its process was ended by SIGSEGV (bad memory access)"),
      ("crash-in-a-thread", "its process was ended by SIGSEGV (bad memory access)"),
      ("abort", "its process was ended by SIGABRT (the code gave up)"),
      ("divide", "its process was ended by SIGFPE (bad arithmetic)"),
      ("kill", "its process was ended by SIGKILL"), ("exit", "its process exited with status 0"),
      ("exit-at-once", "its process exited with status 3"),
    ], ["open", "push", "finish", "close"])
  func crashes(deed: (how: String, ending: String), place: String) throws {
    let error = try error(of: deed.how, in: place, house())
    #expect(error?.code == .crashed)
    #expect(error?.message.hasPrefix("unruly crashed: \(deed.ending)") == true)
  }

  @Test("is stopped when it does not answer", arguments: ["hang", "spin", "block-signals"])
  func hangs(how: String) throws {
    let error = try error(of: how, timeout: 0.3, house())
    #expect(error?.message == "unruly did not answer within 0.3 s")
  }

  @Test(
    "is told apart from its neighbours when it breaks the contract",
    arguments: [
      ("wrong-dimensions", "it sent 2 values to output 'vectors', which declares 3"),
      ("no-values", "it sent a vector without values or time to output 'vectors'"),
      ("time-not-a-number", "it sent a label without a time to output 'labels'"),
      ("infinite-time", "it sent a segment from 0.0 s to inf s to output 'timestamps'"),
      ("backwards", "it sent a segment from 2.0 s to 1.0 s to output 'timestamps'"),
      ("unknown-port", "it sent a label to output 77, but has 4 outputs"),
      ("wrong-kind", "it sent a label to output 'vectors', which has none"),
      ("bad-utf8", "it sent a label that is not UTF-8"),
      ("no-label", "it sent a label without text to output 'labels'"),
      ("unasked-frames", "it asked input 77 for frames from 10.0 s to 0.0 s"),
    ], [PluginSettings.Isolation.process, .inline])
  func brokenContract(
    deed: (how: String, mistake: String), isolation: PluginSettings.Isolation
  ) throws {
    let error = try error(of: deed.how, house(isolation))
    #expect(error?.code == .brokeContract)
    #expect(
      error?.message == "unruly broke the contract of patchbay.h: \(deed.mistake)")
  }

  @Test(
    "fails with its own sentence, or with one that says there was none",
    arguments: [
      ("fail", "unruly: the fixture failed as it was told"),
      ("fail-silently", "unruly: it failed without saying why"),
      ("unknown-status", "unruly: it failed without saying why"),
    ], [PluginSettings.Isolation.process, .inline])
  func fails(deed: (how: String, message: String), isolation: PluginSettings.Isolation) throws {
    let error = try error(of: deed.how, house(isolation))
    #expect(error?.code == .failed && error?.message == deed.message)
  }

  @Test(
    "is served all the same when it only has bad manners",
    arguments: ["flood", "huge-artifact", "wild-progress", "stderr", "stdout", "log", "leak"])
  func manners(how: String) throws {
    #expect(try error(of: how, house()) == nil)
  }
}
