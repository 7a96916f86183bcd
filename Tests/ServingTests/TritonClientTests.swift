import TestSupport
import Testing

/// A Python environment with Triton's client in the build folder, made at the first use.
private enum TritonClient {
  static let python: String? = {
    let folder = "\(Checkout.path)/.build/venv"
    let python = "\(folder)/bin/python"
    let log = "/dev/null"
    let check = ["-c", "import tritonclient.http, numpy"]
    if Program.run(python, check, output: log) == 0 { return python }
    guard let system = Program.find("python3"),
      Program.run(system, ["-m", "venv", folder], output: log) == 0,
      Program.run(
        python, ["-m", "pip", "-q", "install", "tritonclient[http]"], output: log) == 0
    else { return nil }
    return Program.run(python, check, output: log) == 0 ? python : nil
  }()
}

@Suite("Triton's client, unmodified")
struct TritonClientTests {
  @Test(
    "health, metadata, statistics, inference with JSON and binary tensors, load and unload",
    .enabled(if: TritonClient.python != nil, "the client cannot be installed here"),
    arguments: [true, false])
  func client(_ isInline: Bool) throws {
    let house = try ServedHouse(isolation: isInline ? .inline : .process)
    let log = "\(TemporaryFolder.shared.path)/triton-\(isInline).log"
    let status = Program.run(
      try #require(TritonClient.python),
      ["\(Checkout.path)/Tests/Clients/triton_client.py", "127.0.0.1:\(house.port)"], output: log)
    #expect(status == 0, "\(String(decoding: readFile(log) ?? [], as: UTF8.self))")
  }
}
