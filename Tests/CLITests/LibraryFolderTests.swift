import Glibc
import TestSupport
import Testing

@Suite("The catalogue's folder")
struct LibraryFolderTests {
  private let tool = Tool()

  init() {
    tool.write(
      "t.csv", "id,artist,title,tempo\na,Air,Run,90\nb,Björk,Jóga,100\nc,Can,Moonshake,95\n")
    manifest(writable: "library")
  }

  private func manifest(writable: String) {
    tool.write(
      "plugins.yaml",
      """
      version: 1
      host:
        libraries: [\(BuildFolder.path)]
      plugins:
        playlist:
          writable: [\(writable)]
      """)
  }

  private func exists(_ name: String) -> Bool { access(tool.path(name), F_OK) == 0 }

  @Test("is made with the catalogue, and is where playlist keeps its index")
  func made() {
    #expect(tool.run("library", "import", "t.csv", "-q").code == 0)
    #expect(exists("library/library.db") && !exists("library.db"))
    let outcome = tool.run("playlist", "1", "-f", "m3u8")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(exists("library/library.db.index"))
  }

  @Test("may be made while the host is serving: playlist writes there all the same")
  func later() {
    let host = tool.start(["serve", "--listen", "127.0.0.1:0"])
    #expect(host.printed("serving at"))
    let address = String(host.outputSoFar.split(separator: " ").last ?? "").dropLast()
    #expect(tool.run("library", "import", "t.csv", "-q").code == 0)
    let outcome = tool.run(
      "run", "playlist", "--remote", String(address), "--text", "tracks=1", "-f", "json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(exists("library/library.db.index"))
    #expect(!host.errorsSoFar.contains("in memory"))
    host.signal(SIGTERM)
    _ = host.wait()
  }

  @Test("is not needed by a catalogue that lies beside the manifest from before")
  func former() {
    #expect(tool.run("library", "import", "t.csv", "-q", "-c", "library.db").code == 0)
    #expect(tool.run("library", "export", "-f", "csv").output.contains("id:a"))
    #expect(tool.run("library", "import", "t.csv", "-q").code == 0)
    #expect(!exists("library/library.db"))
    let outcome = tool.run("playlist", "1", "-f", "m3u8")
    #expect(outcome.code == 0)
    #expect(
      outcome.errors.contains("the plugin's entry needs 'writable:' with the catalogue's folder"))
    manifest(writable: ".")
    #expect(tool.run("playlist", "1", "-f", "m3u8").errors == "")
    #expect(exists("library.db.index"))
    // Once the new place has a catalogue, that is the one.
    mkdir(tool.path("library"), 0o755)
    rename(tool.path("library.db"), tool.path("library/library.db"))
    #expect(tool.run("library", "export", "-f", "csv").output.contains("id:a"))
  }
}
