import Glibc
import Manifest
import Music
import Testing

@Suite("The default manifest and the reference")
struct ReferenceTests {
  /// The `plugins.yaml` that ships, at the root of the repository.
  static let path: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/plugins.yaml"
  }()

  func lines() throws -> [String] {
    let file = unsafe open(Self.path, O_RDONLY)
    try #require(file >= 0)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe read(file, &bytes, bytes.count)
    try #require(count > 0)
    return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n").map(
      String.init)
  }

  @Test("the default manifest has no error and names the bundled plugins")
  func loads() throws {
    let settings = try Manifest.load(path: Self.path, sections: [.music]).settings
    #expect(Set(settings.plugins.map(\.name)).isSuperset(of: ["motion", "scenes", "loudness"]))
  }

  @Test("the default manifest shows every key with the value that holds without it")
  func everyKey() throws {
    let lines = try lines().map { line in
      var rest = Substring(line).drop { $0 == " " }
      if rest.hasPrefix("# ") { rest = rest.dropFirst(2) }
      return String(rest)
    }
    for key in Manifest.reference([.music]) {
      let value = key.defaultValue.replacing("libNAME", with: "libmotion")
      #expect(lines.contains("\(key.name): \(value)"), "\(key.name): \(value)")
    }
  }

  @Test("every key of the default manifest is accepted when it is no longer a comment")
  func everyLine() throws {
    let text = try lines().map { line in
      let rest = Substring(line).drop { $0 == " " }
      guard rest.hasPrefix("# "), let colon = rest.firstIndex(of: ":") else { return line }
      let name = rest[..<colon].dropFirst(2)
      guard Manifest.reference([.music]).contains(where: { $0.name == name }) else { return line }
      return line.replacing("# ", with: "", maxReplacements: 1)
    }.joined(separator: "\n")
    #expect(faults(text, sections: [.music]) == "")
  }
}
