import Glibc
import JSON
import TestSupport
import Testing

@Suite("'run --remote'")
struct RemoteTests {
  private let tool = Tool()
  private let host: Running
  private let address: String

  init() throws {
    tool.write(
      "plugins.yaml",
      "version: 1\nplugins:\n  motion:\n  echo:\n"
        + "  misbehave:\n    library: \(BuildFolder.library("misbehave"))\n"
        + "  slowly:\n    library: \(BuildFolder.library("slow"))\n")
    host = tool.start(["serve", "--listen", "127.0.0.1:0"])
    try #require(host.printed("\n"), "\(host.errorsSoFar)")
    address = String(host.outputSoFar.dropFirst("patchbay: serving at ".count).dropLast())
    Sample.place(in: tool)
  }

  private func run(_ arguments: String...) -> Tool.Outcome {
    let outcome = tool.start(["run"] + arguments + ["--remote", address]).wait()
    return withExtendedLifetime(host) { outcome }
  }

  @Test("gives the very result of a local run when the file is sent")
  func file() {
    let local = tool.run("run", "motion", "sample.mp4")
    #expect(local.code == 0)
    #expect(run("motion", "sample.mp4", "--send", "file") == local)
  }

  @Test("takes the frames out here and sends only those")
  func frames() throws {
    let outcome = run("motion", "sample.mp4")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let stretches = try #require(JSONNode(parsing: outcome.output)["timestamps"]?.elements)
    try #require(stretches.count == 1)
    #expect((18...21).contains(stretches[0]["start"]?.double ?? 0))
    #expect((41...46).contains(stretches[0]["stop"]?.double ?? 0))
    #expect(run("motion", "sample.mp4", "--send", "frames") == outcome)
  }

  @Test("cuts here what was found there")
  func cut() {
    let outcome = run("motion", "sample.mp4", "--cut", "clips")
    #expect(outcome.code == 0)
    #expect(outcome.errors.hasPrefix("patchbay: cut clips/sample_00-00-"))
  }

  @Test("sends texts and parameters, of one plugin and of several")
  func texts() {
    let arguments = ["run", "echo,misbehave", "-t", "text=x & y", "--set", "misbehave.how=behave"]
    let local = tool.start(arguments).wait()
    #expect(local.code == 0)
    #expect(tool.start(arguments + ["-r", address]).wait() == local)
    #expect(
      run("motion", "sample.mp4", "--minimum", "40", "--send", "file")
        == tool.run("run", "motion", "sample.mp4", "--minimum", "40"))
  }

  @Test("tells what went wrong there with the same exit codes")
  func failures() {
    #expect(
      run("ecko", "sample.mp4")
        == Tool.Outcome(
          code: 5, output: "", errors: "patchbay: no plugin named 'ecko'; did you mean 'echo'?\n"))
    let crash = run("misbehave", "-t", "text=x", "--how", "unwrap")
    #expect(crash.code == 6)
    #expect(
      crash.errors
        == "patchbay: misbehave crashed: its process was ended by SIGILL (a Swift "
        + "trap, or a bad instruction)\n")
    tool.write("bad.mp4", "no media")
    #expect(run("motion", "bad.mp4").code == 3)
    #expect(run("motion", "bad.mp4", "--send", "file").code == 3)
    #expect(run("echo", "sample.mp4", "--send", "frames").code == 2)
  }

  @Test("says so when nobody answers there, or somebody else")
  func unreachable() {
    let nobody = tool.run("run", "motion", "sample.mp4", "--remote", "http://127.0.0.1:1")
    #expect(nobody.code == 8)
    #expect(nobody.errors.hasSuffix("; is the host running, and the address right?\n"))
    let elsewhere = tool.run("plugins", "--remote", "\(address)/v2")
    #expect(elsewhere.code != 0)
    #expect(tool.run("plugins", "--remote", "ftp://127.0.0.1/").code == 8)
  }

  @Test("ends at Ctrl-C while the host works")
  func interrupt() {
    let running = tool.start([
      "run", "slowly", "sample.mp4", "--delay", "0.2", "-r", address, "-o", "out",
    ])
    _ = running.complained("sample.mp4: ")
    running.signal(SIGINT)
    let outcome = running.wait()
    #expect(outcome.code == 130)
    #expect(outcome.errors.hasSuffix("interrupted\n"))
    #expect(outcome.output == "")
    #expect(tool.read("out") == nil)
  }

  @Test("is measured over HTTP")
  func bench() throws {
    let outcome = tool.run(
      "bench", "echo", "-n", "50", "-c", "2", "--frame", "8x8", "--remote", address)
    #expect(outcome.code == 0)
    let http = try #require(JSONNode(parsing: outcome.output)["http"])
    #expect(http["failures"]?.int == 0)
    #expect((http["requests_per_second"]?.double ?? 0) > 0)
  }
}
