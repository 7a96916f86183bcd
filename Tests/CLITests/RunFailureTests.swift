import Glibc
import Testing

@Suite("'run' that fails")
struct RunFailureTests {
  private let tool = Tool()

  @Test("names a plugin that crashed, and lets the others finish")
  func crash() {
    tool.enable("misbehave", "echo")
    let outcome = tool.run(
      "run", "misbehave,echo", "--how", "unwrap", "-t", "text=x")
    #expect(outcome.code == 6)
    #expect(
      outcome.output == #"""
        {"misbehave":{"error":"misbehave crashed: its process was ended by SIGILL \#
        (a Swift trap, or a bad instruction)","code":"crashed"},"echo":{"echo":[],"size":[],\#
        "text":[{"time":0,"label":"x"}]}}

        """#)
    #expect(
      outcome.errors.contains(
        "patchbay: misbehave crashed: its process was ended by SIGILL (a Swift trap, "
          + "or a bad instruction)\n"))
  }

  @Test("says which plugin was meant")
  func unknown() {
    #expect(
      tool.run("run", "ecko", "x.mp4")
        == Tool.Outcome(
          code: 5, output: "", errors: "patchbay: no plugin named 'ecko'; did you mean 'echo'?\n"))
    #expect(
      tool.run("run", "echo,echo", "x.mp4").errors
        == "patchbay: run: 'echo,echo': 'echo' is named twice\n"
        + "Type 'patchbay help run' to see what it takes.\n")
  }

  @Test("gives up when the time is over")
  func timeout() {
    tool.enable("slow")
    let outcome = tool.run("run", "slow", "--delay", "60", "-t", "text=x", "--timeout", "0.2")
    #expect(outcome.code == 6)
    #expect(outcome.output.contains(#""code":"timed-out""#))
  }

  @Test("ends at the first Ctrl-C, with no result and no file", arguments: [SIGINT, SIGTERM])
  func interrupt(signal: Int32) {
    tool.enable("slow")
    Sample.place(in: tool)
    let running = tool.start([
      "run", "slow", "sample.mp4", "--delay", "0.1", "-o", "out",
    ])
    // The first line of the progress.
    #expect(running.complained("sample.mp4: "))
    running.signal(signal)
    let outcome = running.wait()
    #expect(outcome.code == 130)
    #expect(outcome.errors.hasSuffix("patchbay: sample.mp4: interrupted\n"))
    #expect(outcome.output == "")
    #expect(tool.read("out") == nil)
  }

  @Test("tells every mistake of the manifest with its place")
  func manifest() {
    tool.write("plugins.yaml", "version: 1\nplugins:\n  echo:\n    isolaton: inline\n")
    let outcome = tool.run("run", "echo", "-t", "text=x")
    #expect(outcome.code == 4)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("plugins.yaml:4:5: error: "))
    #expect(outcome.errors.contains("did you mean 'isolation'?"))
  }
}
