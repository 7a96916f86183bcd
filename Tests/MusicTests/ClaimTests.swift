import Glibc
import Music
import TestSupport
import Testing

@Suite("Claims of files")
struct ClaimTests {
  private let folder = TemporaryFolder()
  private var catalogue: String { "\(folder.path)/library.db" }

  private var isFileThere: Bool { access("\(catalogue)-claims", F_OK) == 0 }

  @Test("keep others away until they are released")
  func release() {
    let (one, other) = (FileClaims(beside: catalogue), FileClaims(beside: catalogue))
    #expect(one.claim("/a.mp3"))
    #expect(!other.claim("/a.mp3"))
    #expect(other.claim("/b.mp3") && !one.claim("/b.mp3"))
    one.release("/a.mp3")
    #expect(other.claim("/a.mp3"))
  }

  @Test("end with whoever had them, and the last one leaves no file")
  func leaving() {
    let one = FileClaims(beside: catalogue)
    #expect(one.claim("/a.mp3"))
    do {
      let other = FileClaims(beside: catalogue)
      #expect(other.claim("/b.mp3"))
    }
    #expect(one.claim("/b.mp3"))
    let last = FileClaims(beside: catalogue)
    one.leave()
    #expect(isFileThere)
    #expect(last.claim("/a.mp3"))
    last.leave()
    #expect(!isFileThere)
  }

  @Test("meet by whatever path the catalogue is named")
  func paths() {
    writeFile(catalogue, [])
    symlink("library.db", "\(folder.path)/link.db")
    let one = FileClaims(beside: catalogue)
    let other = FileClaims(beside: "\(folder.path)/./link.db")
    #expect(one.claim("/a.mp3"))
    #expect(!other.claim("/a.mp3"))
  }

  @Test("stop nobody where they cannot be made")
  func nowhere() {
    let claims = FileClaims(beside: "\(folder.path)/none/library.db")
    #expect(claims.claim("/a.mp3") && claims.claim("/a.mp3"))
    claims.leave()
  }
}
