import Glibc
import Plugins
import TestSupport
import Testing

/// A plugin with a trained model, in a folder of its own where nothing of this project lies above
/// it: what the plugin finds, the test has put there.
@Suite("A plugin with a trained model")
struct InferenceTests {
  private let folder = TemporaryFolder()

  private static let library: String? = {
    let path = "\(Checkout.path)/.runtime/onnxruntime/capi/libonnxruntime.so.1.23.2"
    return readable(path) ? path : nil
  }()
  /// A package of Python's brings it to every process of this machine.
  private static let isEverywhere = ["/usr/local", "/usr"].contains { root in
    Program.run(
      "/bin/sh", ["-c", "ls \(root)/lib/python3*/*-packages/onnxruntime"], output: "/dev/null") == 0
  }

  private static func readable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Copies a plugin and the worker out of the build.
  private func move(_ plugin: String, to home: String) {
    for built in [BuildFolder.library(plugin), "\(BuildFolder.path)/patchbay-worker"] {
      #expect(Program.run("/bin/cp", [built, home], output: "/dev/null") == 0)
    }
  }

  private func house(threads: Int = 1, below: String = "") throws -> House {
    let home = folder.path + below
    move("thinker", to: home)
    let library = "\(home)/libthinker_fixture.so"
    let model = "\(Checkout.path)/Tests/InferenceTests/Models/affine.onnx"
    return House(["thinker"], programs: home) {
      $0.library = library
      $0.parameters["model"] = ParameterSetting(text: model, line: 1, column: 1)
      $0.parameters["threads"] = ParameterSetting(text: "\(threads)", line: 1, column: 1)
    }
  }

  private func install(_ library: String) {
    let capi = "\(folder.path)/.runtime/onnxruntime/capi"
    #expect(Program.run("/bin/mkdir", ["-p", capi], output: "/dev/null") == 0)
    #expect(symlink(library, "\(capi)/libonnxruntime.so.1.23.2") == 0)
  }

  @Test(
    "is refused without ONNX Runtime by a sentence, and loaded again once it is installed",
    .enabled(if: !isEverywhere, "a Python package brings ONNX Runtime to every process"))
  func missing() throws {
    let house = try house()
    let refusal = Refusal(
      .failedToStart,
      "thinker: ONNX Runtime, which runs trained models, is not installed; run 'scripts/runtime' "
        + "in Patchbay's folder, or 'pip install onnxruntime==1.23.2', or name the library's file "
        + "in ORT_DYLIB_PATH")
    #expect(try house.plugin("thinker").state == .refused(refusal))
    guard let library = InferenceTests.library else { return }
    install(library)
    try house.engine.load("thinker")
    #expect(try house.plugin("thinker").state == .ready)
  }

  @Test("names the command that makes its model, where it is made by one")
  func noModel() throws {
    move("embed-text", to: folder.path)
    let library = "\(folder.path)/libembed-text.so"
    let house = House(["embed-text"], programs: folder.path) { $0.library = library }
    let refusal = Refusal(
      .failedToStart,
      "embed-text: the model all-MiniLM-L6-v2 is not there yet; run 'Plugins/EmbedText/convert' in "
        + "Patchbay's folder, which gets and converts it")
    #expect(try house.plugin("embed-text").state == .refused(refusal))
    // Loading alone does not tell.
    let probe = Probe(worker: "\(folder.path)/patchbay-worker")
    #expect(throws: Never.self) { try probe.examine(library).get() }
    #expect(probe.examine(library, starts: true) == .failure(refusal))
  }

  @Test("is checked well where only some requests need its model, with a line that says so")
  func laterModel() throws {
    move("dj", to: folder.path)
    let output = "\(folder.path)/said"
    #expect(
      Program.run(
        "/bin/cp", ["\(BuildFolder.path)/patchbay", folder.path], output: "/dev/null") == 0)
    let check = "cd \"$0\" && ./patchbay check libdj.so -f table 2>&1"
    #expect(Program.run("/bin/sh", ["-c", check, folder.path], output: output) == 0)
    let lines = String(decoding: readFile(output) ?? [], as: UTF8.self).split(separator: "\n")
    try #require(lines.count == 2)
    #expect(lines[0].hasPrefix("libdj.so: warning: dj cannot look at photos: "))
    #expect(lines[1].hasPrefix("libdj.so: ok: dj 1.0.0: "))
  }

  @Test(
    "takes nothing from a folder that anybody may write to",
    .enabled(if: library != nil && !isEverywhere, "ONNX Runtime is not installed, or everywhere"),
    arguments: [mode_t(0o755), 0o777])
  func open(mode: mode_t) throws {
    install(try #require(InferenceTests.library))
    #expect(mkdir("\(folder.path)/inner", 0o700) == 0)
    #expect(chmod(folder.path, mode) == 0)
    let house = try house(below: "/inner")
    #expect(try house.plugin("thinker").state.name == (mode == 0o777 ? "refused" : "ready"))
  }

  @Test(
    "runs in a worker's cell, with as many threads as it was given",
    .enabled(if: library != nil, "ONNX Runtime is not installed"), arguments: [1, 3])
  func confined(threads: Int) throws {
    install(try #require(InferenceTests.library))
    let house = try house(threads: threads)
    #expect(try house.plugin("thinker").state == .ready)
    let receiver = try house.run("thinker", [], [text("1 2 3", port: 0)])
    #expect(receiver.error == nil)
    #expect(
      receiver.events == [
        .vector(port: 0, time: 0, values: [3, 5, 7]),
        .vector(port: 1, time: 0, values: [Float(threads - 1)]),
      ])
    let wrong = try house.run("thinker", [], [text("1 2", port: 0)])
    #expect(
      wrong.error
        == PluginError(
          .failed,
          "thinker: the input 'x' of 'affine.onnx' has the shape [rows, 3], "
            + "which [1, 2] does not fit"))
  }
}
