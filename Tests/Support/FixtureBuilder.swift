import Glibc
import Synchronization

/// Compiles the fixtures in C with nothing but a C compiler and the contract's header.
///
///     let path = try FixtureBuilder.library(.wrongABI)
///
/// Each is built once per process, into a temporary folder that goes when the process ends.
package enum FixtureBuilder {
  /// Why a fixture could not be built.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let built = Mutex<[Fixture: String]>([:])

  /// The path of the fixture's library. Any thread.
  package static func library(_ fixture: Fixture) throws(Failure) -> String {
    try built.withLock { (built) throws(Failure) in
      if let path = built[fixture] { return path }
      let path = try build(fixture)
      built[fixture] = path
      return path
    }
  }

  /// The path of a program made of the one file `name`.c in `Tests/Fixtures`, as `alias`.
  package static func program(_ name: String, alias: String) throws(Failure) -> String {
    let path = "\(TemporaryFolder.shared.path)/\(alias)"
    try compile(["\(name).c"], [], to: path, kind: [])
    return path
  }

  private static func build(_ fixture: Fixture) throws(Failure) -> String {
    let path = "\(TemporaryFolder.shared.path)/lib\(fixture.name).so"
    switch fixture {
    case .wrongArchitecture:
      try compile(fixture.sources, [], to: path)
      try patch(path, at: 18, [183, 0])  // e_machine: AArch64
    case .missingDependency:
      // It remembers the library by the name that it had when it was linked.
      let absent = "\(TemporaryFolder.shared.path)/libabsent.so"
      try compile(["absent.c"], [], to: absent)
      try compile(fixture.sources, [absent], to: path)
      unlink(absent)
    case .lie(let lie):
      try compile(fixture.sources, ["-DLIE=\(lie.rawValue)"], to: path)
    default:
      try compile(fixture.sources, [], to: path)
    }
    return path
  }

  private static func compile(
    _ sources: [String], _ options: [String], to path: String,
    kind: [String] = ["-shared", "-fPIC"]
  ) throws(Failure) {
    let fixtures = "\(Checkout.path)/Tests/Fixtures"
    let sdk = "\(Checkout.path)/SDK/ABI"
    let arguments: [String] =
      ["-std=gnu11", "-O1", "-w", "-I", "\(sdk)/include"] + kind
      + sources.map { "\(fixtures)/\($0)" } + options + ["-lm", "-o", path]
    guard let compiler = Program.find("clang") ?? Program.find("cc") else {
      throw Failure(description: "no C compiler: neither clang nor cc is on the PATH")
    }
    let log = "\(path).log"
    guard Program.run(compiler, arguments, output: log) == 0 else {
      let output = String(decoding: readFile(log) ?? [], as: UTF8.self)
      throw Failure(description: "\(compiler) cannot build \(sources): \(output)")
    }
  }

  private static func patch(
    _ path: String, at offset: Int, _ bytes: [UInt8]
  ) throws(Failure) {
    guard var contents = readFile(path) else { throw Failure(description: "cannot read \(path)") }
    contents.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    guard writeFile(path, contents) else { throw Failure(description: "cannot write \(path)") }
  }
}
