import Glibc
import Music
import TestSupport
import Testing

@Suite("Folders of music")
struct FolderTests {
  private let folder = TemporaryFolder()

  private func walk(_ names: String..., takesAll: Bool = false) -> MusicFolder {
    var walk = MusicFolder(takesAll: takesAll)
    for name in names { walk.add(name.hasPrefix("/") ? name : "\(folder.path)/\(name)") }
    return walk
  }

  private func names(_ walk: MusicFolder) -> [String] {
    walk.files.map { String($0.path.split(separator: "/").last ?? "") }
  }

  init() {
    mkdir("\(folder.path)/a", 0o700)
    mkdir("\(folder.path)/a/b", 0o700)
    for name in ["a/2.MP3", "a/b/1.flac", "a/cover.jpg", "a/.hidden.mp3", "plain"] {
      writeFile("\(folder.path)/\(name)", [1, 2, 3])
    }
    symlink("..", "\(folder.path)/a/b/up")
    symlink("../a/2.MP3", "\(folder.path)/a/link.mp3")
  }

  @Test("give the files whose names look like music, each once, whatever links there are")
  func walking() {
    let found = walk("a", "a/b")
    #expect(names(found) == ["2.MP3", "1.flac", "link.mp3"])
    #expect(found.othersCount == 1)
    #expect(found.files[0].state.size == 3)
    #expect(found.failures.isEmpty)
  }

  @Test("give every file where that is wanted, and a file that is named in any case")
  func all() {
    #expect(names(walk("a", takesAll: true)) == ["2.MP3", "1.flac", "cover.jpg", "link.mp3"])
    #expect(names(walk("plain")) == ["plain"])
  }

  @Test("that are not there are told")
  func missing() {
    let found = walk("nowhere", "a")
    #expect(found.failures.map(\.reason) == ["No such file or directory"])
    #expect(found.files.count == 3)
  }

  @Test("dates are kept as far as they are ISO dates")
  func dates() {
    for (text, date) in [
      ("1977", "1977"), ("1977-10-14", "1977-10-14"), ("1977-10-14T12:00", "1977-10-14"),
      ("1977-13", "1977"), ("77", ""), ("0000", ""), ("1977/10", "1977"), ("", ""),
      ("1977-1-2", "1977"), ("19777", ""),
    ] {
      #expect(IsoDate.text(text) == date, "\(text)")
    }
  }
}
