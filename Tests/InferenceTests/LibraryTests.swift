import Glibc
import Inference
import TestSupport
import Testing

@Suite("ONNX Runtime's library")
struct LibraryTests {
  /// What loading a library that `source` is the whole of says.
  private func verdict(_ name: String, _ source: String) throws -> String? {
    let folder = TemporaryFolder()
    let library = "\(folder.path)/\(name)"
    writeFile("\(folder.path)/source.c", Array(source.utf8))
    let compiler = try #require(Program.find("clang") ?? Program.find("cc"))
    let log = "\(folder.path)/log"
    let status = Program.run(
      compiler, ["-shared", "-fPIC", "-w", "\(folder.path)/source.c", "-o", library], output: log)
    #expect(status == 0, "\(String(decoding: readFile(log) ?? [], as: UTF8.self))")
    return sentence { _ = try Model(path: Models.path("affine"), library: library) }
  }

  /// A library that says to be of a version, with a table made of `entries`.
  private func library(_ version: String, _ entries: String) -> String {
    """
    #include <stdlib.h>
    static void *nothing(void) { return 0; }
    static void *table[400] = {\(entries)};
    static void **get_table(unsigned version) { return version == 13 ? table : 0; }
    static const char *get_version(void) { return "\(version)"; }
    static struct { void *table, *version; } base = {get_table, get_version};
    void *OrtGetApiBase(void) { return &base; }
    """
  }

  @Test("is refused where it is another library")
  func other() throws {
    #expect(
      try verdict("libother.so", "int other;")
        == "libother.so is not ONNX Runtime (it does not export 'OrtGetApiBase'); "
        + "install ONNX Runtime with 'scripts/runtime'")
  }

  @Test("is refused where it is too old or too new", arguments: ["1.12.1", "0.9.0", "2.0.0", "x"])
  func version(_ version: String) throws {
    #expect(
      try verdict("libonnxruntime.so", library(version, "nothing"))
        == "libonnxruntime.so is ONNX Runtime \(version), and 1.13 or a later 1.x is needed; "
        + "install ONNX Runtime with 'scripts/runtime'")
  }

  @Test(
    "is refused where its functions are missing, lie elsewhere, or answer wrongly",
    arguments: ["nothing", "[0 ... 399] = nothing", "[0 ... 399] = malloc"])
  func broken(entries: String) throws {
    #expect(
      try verdict("libonnxruntime.so", library("1.23.2", entries))
        == "libonnxruntime.so says that it is ONNX Runtime 1.23.2, but its functions do not answer "
        + "as they should; install ONNX Runtime with 'scripts/runtime'")
  }

  @Test("is refused where it cannot be loaded")
  func noLibrary() throws {
    let folder = TemporaryFolder()
    writeFile("\(folder.path)/libtext.so", Array("text".utf8))
    #expect(
      sentence {
        _ = try Model(path: Models.path("affine"), library: "\(folder.path)/libtext.so")
      }
        == "libtext.so cannot be loaded: libtext.so: file too short; install ONNX Runtime with "
        + "'scripts/runtime'")
    #expect(
      sentence { _ = try Model(path: Models.path("affine"), library: "/absent/libabsent.so") }
        == "there is no ONNX Runtime library 'libabsent.so' where the setting says; correct it, "
        + "or leave it out")
  }

  @Test("is the one that the environment names")
  func environment() async {
    await #expect(processExitsWith: .success) {
      setenv("ORT_DYLIB_PATH", "/absent/libnamed.so", 1)
      let said = sentence { _ = try Models.open("affine") }
      let right =
        "ORT_DYLIB_PATH names 'libnamed.so', and there is no such file; correct it, or unset it"
      exit(said == right ? 0 : 1)
    }
  }

  @Test("sends no usage data", .enabled(if: Models.canRun, "\(Models.why)"))
  func telemetry() async {
    await #expect(processExitsWith: .success) {
      setenv("ORT_DISABLE_TELEMETRY", "0", 1)
      _ = try Models.open("affine")
      exit(getenv("ORT_DISABLE_TELEMETRY").map { String(cString: $0) } == "1" ? 0 : 1)
    }
  }
}

@Suite("An installed file")
struct InstalledFileTests {
  @Test("is found above the program, and nowhere else")
  func search() {
    #expect(InstalledFile.path(of: "Tests/InferenceTests/Models/make.py") != nil)
    #expect(InstalledFile.path(of: "absent/of/course") == nil)
  }
}
