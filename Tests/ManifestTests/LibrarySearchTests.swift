import Glibc
import Manifest
import Testing

@Suite("Where libraries are searched")
final class LibrarySearchTests {
  /// A new folder with the folders "one" and "two", and a library in "two".
  let folder: String

  init() throws {
    var template = Array("/tmp/patchbay-manifest-XXXXXX".utf8CString)
    let made = unsafe mkdtemp(&template)
    try unsafe #require(made != nil)
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for name in ["one", "two"] { try #require(unsafe mkdir("\(folder)/\(name)", 0o700) == 0) }
    try write("", to: "two/libmotion.so")
  }

  deinit {
    for name in ["two/libmotion.so", "plugins.yaml", "one", "two", ""] {
      _ = unsafe remove("\(folder)/\(name)")
    }
  }

  func write(_ text: String, to name: String) throws {
    let file = unsafe open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(file >= 0)
    let written = unsafe Glibc.write(file, text, text.utf8.count)
    close(file)
    try #require(written == text.utf8.count)
  }

  func library(_ text: String) throws -> String {
    try write("version: 1\n\(text)", to: "plugins.yaml")
    let manifest = try Manifest.load(path: "\(folder)/plugins.yaml", executableFolder: "/opt/bin")
    return try #require(manifest.settings.plugins.first).library
  }

  @Test("a name is searched in the folders, in their order")
  func name() throws {
    let found = try library("host:\n  libraries: [one, two]\nplugins:\n  motion:")
    #expect(found == "\(folder)/two/libmotion.so")
  }

  @Test("a name that no folder has points into the first, for the load to refuse")
  func missing() throws {
    let found = try library("host:\n  libraries: [one, two]\nplugins:\n  scenes:")
    #expect(found == "\(folder)/one/libscenes.so")
    #expect(try library("plugins:\n  motion:") == "/opt/bin/libmotion.so")
  }

  @Test("a path is relative to the manifest, or absolute")
  func path() throws {
    #expect(
      try library("plugins:\n  a:\n    library: two/libmotion.so") == "\(folder)/two/libmotion.so")
    #expect(try library("plugins:\n  a:\n    library: /x/liba.so") == "/x/liba.so")
  }

  @Test("without a word, the folder of the running executable is searched")
  func executable() throws {
    try write("version: 1\nplugins:\n  a:", to: "plugins.yaml")
    let settings = try Manifest.load(path: "\(folder)/plugins.yaml").settings
    let own = try #require(settings.libraries.first)
    #expect(own.hasPrefix("/"))
    #expect(unsafe access(own, X_OK) == 0)
  }
}
