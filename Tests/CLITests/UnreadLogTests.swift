import TestSupport
import Testing

@Suite("A log that nobody reads")
struct UnreadLogTests {
  private let tool = Tool()

  /// Standard error is a pipe that is full from the beginning.
  private let script = """
    mkfifo full
    sleep 600 <full &
    exec 2>full
    head -c 65536 /dev/zero >&2
    "$0" "$@"
    code=$?
    kill $!
    exit $code
    """

  @Test(
    "holds up neither a plugin that talks, nor one that crashes, nor the end",
    arguments: [
      ("stderr", 0), ("log", 0), ("last-words", 6),
    ])
  func unread(how: String, code: Int32) throws {
    tool.write(
      "plugins.yaml",
      "version: 1\nplugins:\n  unruly:\n    library: \(try FixtureBuilder.library(.unruly))\n")
    let outcome = tool.start(
      program: "/bin/sh",
      [
        "-c", script, tool.program, "run", "unruly", "-t", "text=x", "--how", how, "--amount",
        "3000",
      ]
    ).wait()
    #expect(outcome.code == code)
    #expect(outcome.output.contains(code == 0 ? "behaved" : "unruly crashed"))
  }
}
