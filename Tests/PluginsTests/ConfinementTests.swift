import Glibc
import Plugins
import TestSupport
import Testing

@Suite("A worker's cell")
struct ConfinementTests {
  private let house: House
  private let folder = TemporaryFolder()

  init() throws {
    let library = try FixtureBuilder.library(.prisoner)
    let path = folder.path
    mkdir("\(path)/open", 0o700)
    house = House(["prisoner", "guest"]) {
      $0.library = library
      $0.writable = ["\(path)/open", "\(path)/made"]
      $0.allowsNetwork = $0.name == "guest"
    }
  }

  /// The error's number that the plugin saw.
  private func attempt(_ what: String, by name: String = "prisoner") throws -> Int32? {
    let receiver = try house.run(name, [], [text(what, port: 0)])
    guard case .vector(_, _, let values)? = receiver.events.first else { return nil }
    return Int32(values[0])
  }

  @Test(
    "keeps a plugin from the network and from other processes",
    arguments: [
      "internet", "internet 6", "packets", "kill", "kill all", "kill thread", "kill thread of",
      "queue signal", "other numbers", "read memory", "io_uring",
    ])
  func forbidden(what: String) throws {
    #expect(try attempt(what) == EPERM)
  }

  @Test("keeps a plugin from reading the host's memory")
  func memoryFile() throws {
    #expect([EPERM, EACCES].contains(try attempt("read memory file")))
  }

  @Test("lets a plugin read, and do with itself what it likes")
  func allowed() throws {
    for what in ["read file", "kill itself with nothing", "local socket"] {
      #expect(try attempt(what) == 0, "\(what)")
    }
  }

  @Test("lets a plugin write only where the manifest says so")
  func files() throws {
    #expect(try attempt("write \(folder.path)/closed") == EACCES)
    #expect(try attempt("write \(folder.path)/open/file") == 0)
    #expect(readFile("\(folder.path)/open/file") != nil)
    // It was not there when the worker was started.
    #expect(try attempt("write \(folder.path)/made/file") == 0)
  }

  @Test("opens the network where the manifest says so, and nothing else with it")
  func network() throws {
    #expect(try attempt("internet", by: "guest") == 0)
    #expect(try attempt("kill", by: "guest") == EPERM)
  }
}
