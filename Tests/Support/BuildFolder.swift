import Glibc

/// Where the products of this build lie: beside the test program.
package enum BuildFolder {
  package static let path: String = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    precondition(count > 0, "the test program does not know where it is")
    let program = String(decoding: buffer[..<count], as: UTF8.self)
    return String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
  }()

  /// The library of a bundled plugin or of a Swift fixture, such as "echo".
  package static func library(_ name: String) -> String {
    "\(path)/lib\(name)\(fixtures.contains(name) ? "_fixture" : "").so"
  }

  /// Fixtures are named so that nobody who looks for plugins finds them.
  private static let fixtures: Set<String> = ["misbehave", "picky", "slow", "thinker"]
}
