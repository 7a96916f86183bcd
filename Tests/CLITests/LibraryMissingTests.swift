import Glibc
import JSON
import TestSupport
import Testing

@Suite("'library remove --missing'")
struct LibraryMissingTests {
  private let tool = Tool()

  init() {
    tool.write("plugins.yaml", "version: 1\n")
    mkdir(tool.path("music"), 0o700)
    mkdir(tool.path("music/air"), 0o700)
    for name in ["one", "two", "air/three"] {
      writeFile(tool.path("music/\(name).wav"), Song.wav(seconds: 0.1, title: name))
    }
    #expect(tool.run("library", "add", "music", "-p", "none", "-q").code == 0)
  }

  private var count: Int? {
    (try? JSONNode(parsing: tool.run("library", "list").output))?.elements?.count
  }

  @Test("takes out what is gone from a folder that is there")
  func gone() {
    unlink(tool.path("music/one.wav"))
    unlink(tool.path("music/air/three.wav"))
    rmdir(tool.path("music/air"))
    let outcome = tool.run("library", "remove", "--missing")
    #expect(outcome == Tool.Outcome(code: 0, output: "2 tracks removed\n", errors: ""))
    #expect(count == 1)
  }

  @Test("takes out nothing of a folder that is empty, as that of a disk that is not mounted")
  func unmounted() {
    rename(tool.path("music"), tool.path("disk"))
    mkdir(tool.path("music"), 0o700)
    let outcome = tool.run("library", "remove", "--missing")
    #expect(
      outcome
        == Tool.Outcome(
          code: 3, output: "0 tracks removed\n",
          errors: "patchbay: \(tool.path("music")) is empty, so 3 tracks of it cannot be looked for"
            + " and stay\n"))
    rmdir(tool.path("music"))
    #expect(
      tool.run("library", "remove", "--missing").errors
        == "patchbay: \(tool.path("music")) cannot be seen (No such file or directory), so 3 tracks"
        + " of it cannot be looked for and stay\n")
    rename(tool.path("disk"), tool.path("music"))
    #expect(tool.run("library", "remove", "--missing").output == "0 tracks removed\n")
    #expect(count == 3)
  }

  @Test("takes out nothing that may not be looked at")
  func denied() {
    // Links that lead nowhere but to themselves are refused to everybody, root too.
    rename(tool.path("music/air"), tool.path("air"))
    symlink("air", tool.path("music/air"))
    let outcome = tool.run("library", "remove", "--missing")
    #expect(
      outcome.errors
        == "patchbay: \(tool.path("music")): Too many levels of symbolic links, so 1 track of it"
        + " cannot be looked for and stays\n")
    #expect(outcome.code == 3 && count == 3)
  }

  @Test("leaves what plugins and tables say of a file that is added again")
  func sources() throws {
    tool.write(
      "plugins.yaml",
      "version: 1\nhost:\n  libraries: [\(BuildFolder.path)]\nplugins:\n  features:\n"
        + "  loudness:\n")
    func numbers() throws -> [String: JSONNode] {
      let node = try JSONNode(parsing: tool.run("library", "show", "1").output)
      let members = (node["numbers"]?.members ?? []).map { ($0.key, $0.value) }
      return Dictionary(uniqueKeysWithValues: members)
    }
    let path = try #require(
      try JSONNode(parsing: tool.run("library", "show", "1").output)["path"]?.string)
    #expect(tool.run("library", "add", "music", "-p", "features", "-q").code == 0)
    let features = try numbers()
    #expect(features.count > 10)
    tool.write("t.csv", "path,rating\n\(path),5\n")
    #expect(tool.run("library", "import", "t.csv", "--map", "rating=rating", "-q").code == 0)
    #expect(tool.run("library", "add", "music", "-p", "loudness", "-q", "--again").code == 0)
    let all = try numbers()
    for (name, value) in features { #expect(all[name] == value, "\(name)") }
    #expect(all["rating"] == 5 && all["integrated"] != nil)
    #expect(tool.run("library", "show", "1", "-f", "table").output.contains(" (import)\n"))
  }
}
