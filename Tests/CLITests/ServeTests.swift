import Glibc
import Testing

@Suite("'serve'")
struct ServeTests {
  private let tool = Tool()
  private let manifest = "version: 1\nplugins:\n  echo:\n"

  /// A host with the manifest that the folder has, and its address.
  private func serve() throws -> (Running, address: String) {
    let host = tool.start(["serve", "--listen", "127.0.0.1:0"])
    try #require(host.printed("\n"), "\(host.errorsSoFar)")
    let line = host.outputSoFar
    try #require(line.hasPrefix("patchbay: serving at http://127.0.0.1:"))
    return (host, String(line.dropFirst("patchbay: serving at ".count).dropLast()))
  }

  @Test("answers until SIGTERM, and then ends with success", arguments: [SIGTERM, SIGINT])
  func life(signal: Int32) throws {
    tool.write("plugins.yaml", manifest)
    let (host, address) = try serve()
    #expect(tool.run("plugins", "--remote", address, "-f", "names").output == "echo\n")
    host.signal(signal)
    let outcome = host.wait()
    #expect(outcome.code == 0)
    #expect(
      outcome.errors
        == "patchbay: stopping; what is under way may end; Ctrl-C again quits at once\n")
  }

  @Test("reads the manifest again at SIGHUP, and keeps the old one if it is wrong")
  func reload() throws {
    tool.write("plugins.yaml", manifest)
    let (host, address) = try serve()
    func names() -> String { tool.run("plugins", "-r", address, "-f", "names").output }

    tool.write("plugins.yaml", manifest + "  second:\n    library: libecho.so\n")
    host.signal(SIGHUP)
    #expect(host.complained("patchbay: second: added, now ready\n"))
    #expect(names() == "echo\nsecond\n")

    tool.write("plugins.yaml", manifest + "    isolaton: inline\n")
    host.signal(SIGHUP)
    #expect(host.complained("patchbay: plugins.yaml has errors; everything stays as it was\n"))
    #expect(host.errorsSoFar.contains("plugins.yaml:4:5: error: "))
    #expect(names() == "echo\nsecond\n")

    tool.write("plugins.yaml", manifest)
    host.signal(SIGHUP)
    #expect(host.complained("patchbay: second: removed\n"))
    #expect(names() == "echo\n")
    host.signal(SIGTERM)
    #expect(host.wait().code == 0)
  }

  @Test("quits at the second signal, whatever is under way")
  func secondSignal() throws {
    tool.enable("slow")
    let (host, address) = try serve()
    let client = tool.start([
      "run", "slow", "-t", "text=x", "--delay", "600", "--remote", address, "-f", "ndjson",
    ])
    try #require(waitForRequest(at: address))
    host.signal(SIGTERM)
    #expect(host.complained("patchbay: stopping; "))
    host.signal(SIGTERM)
    #expect(host.wait().code == 130)
    #expect(client.wait().code == 8)
  }

  /// Waits until the plugin works on something.
  private func waitForRequest(at address: String) -> Bool {
    for _ in 0..<300 {
      let metrics = tool.start(program: "/usr/bin/curl", ["-s", "\(address)/metrics"]).wait()
      if metrics.output.contains("patchbay_running{plugin=\"slow\"} 1") { return true }
      usleep(100_000)
    }
    return false
  }

  @Test("does not start without a sound manifest or a free port")
  func failures() throws {
    #expect(
      tool.run("serve", "-m", "absent.yaml")
        == Tool.Outcome(
          code: 4, output: "",
          errors: "absent.yaml: error: the file cannot be read: No such file or directory\n"))
    tool.write("plugins.yaml", manifest)
    #expect(
      tool.run("serve", "-l", "eight").errors
        == "patchbay: serve: '--listen eight': needs an address and a port, such as "
        + "127.0.0.1:8080 or [::1]:8080\nType 'patchbay help serve' to see what it takes.\n")
    let (host, address) = try serve()
    let port = String(address.dropFirst("http://".count))
    let second = tool.run("serve", "--listen", port)
    #expect(second.code == 1)
    #expect(second.errors == "patchbay: cannot listen on \(port): Address already in use\n")
    host.signal(SIGTERM)
    #expect(host.wait().code == 0)
  }
}
