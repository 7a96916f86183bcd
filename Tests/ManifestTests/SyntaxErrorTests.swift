import Manifest
import Testing

@Suite("Errors in the YAML of a manifest")
struct SyntaxErrorTests {
  @Test(
    "each is shown with its place, its line and what to do",
    arguments: [
      (
        "version: 1\nhost:\n\tthreads: 2",
        """
        etc/plugins.yaml:3:1: error: a tab cannot indent; use spaces
        \tthreads: 2
        ^
        """
      ),
      (
        "version: 1\nhost:\n  threads: 2\n threads: 3",
        """
        etc/plugins.yaml:4:2: error: expected a key here; check the indentation of this line and \
        the ones above
         threads: 3
         ^
        """
      ),
      (
        "version: 1\nhost:\n  threads 2\n  connections: 3",
        """
        etc/plugins.yaml:4:14: error: a ':' is not expected here; look for one that is missing in \
        the line above, or put the value in quotes
          connections: 3
                     ^
        """
      ),
      (
        "version: 1\nhost\nplugins:",
        """
        etc/plugins.yaml:2:1: error: expected ':' after this key
        host
        ^
        """
      ),
      (
        "version: 1\nhost:\n  spool: \"abc\n",
        """
        etc/plugins.yaml:3:10: error: the quote that opens here is never closed
          spool: "abc
                 ^
        """
      ),
      (
        "version: 1\nhost:\n  libraries: [a, b\n",
        """
        etc/plugins.yaml:3:14: error: the '[' that opens here is never closed, or a ',' is missing
          libraries: [a, b
                     ^
        """
      ),
      (
        "version: 1\nhost: {threads: 2\n",
        """
        etc/plugins.yaml:2:7: error: the '{' that opens here is never closed, or a ',' is missing
        host: {threads: 2
              ^
        """
      ),
      (
        "version: 1\nhost:\n  spool: @x",
        """
        etc/plugins.yaml:3:10: error: a value cannot start with '@'; put it in quotes
          spool: @x
                 ^
        """
      ),
      (
        "version: 1\nhost:\n  - a\n  b: 1",
        """
        etc/plugins.yaml:4:3: error: expected '-' here; check the indentation of this list
          b: 1
          ^
        """
      ),
      (
        "version: 1\nhost: \u{1}",
        """
        etc/plugins.yaml:2:7: error: the control character 0x1 is not allowed; remove it
        host: \u{FFFD}
              ^
        """
      ),
      (
        "version: 1\r\nhost:\r\n  ? [a]\r\n  : b\r\n",
        """
        etc/plugins.yaml:3:5: error: a key is a word, not a list
          ? [a]
            ^
        """
      ),
      (
        "version: 1\n---\nversion: 1",
        """
        etc/plugins.yaml:2:1: error: a second document starts here; a manifest is one
        ---
        ^
        """
      ),
    ])
  func syntax(text: String, expected: String) {
    #expect(faults(text) == expected)
  }

  @Test("an empty file is told how to begin", arguments: ["", "\n\n"])
  func empty(text: String) {
    #expect(
      faults(text)
        == "etc/plugins.yaml:1:1: error: the file is empty; it begins with 'version: 1'")
  }

  @Test("anchors, aliases and tags are refused and never followed")
  func anchors() {
    let expected = """
      etc/plugins.yaml:2:10: error: an anchor is not read here; write the value out
      plugins: &all
               ^
      etc/plugins.yaml:3:6: error: an alias is not read here; write the value out
        a: *all
           ^
      etc/plugins.yaml:4:6: error: a tag is not read here; write the value out
        b: !!map {}
           ^
      """
    #expect(faults("version: 1\nplugins: &all\n  a: *all\n  b: !!map {}") == expected)
  }

  @Test("a file of aliases that stand for a billion values is refused")
  func bomb() {
    var text = "version: 1\na0: &a0 x\n"
    for level in 1...20 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(faults(text).hasSuffix("more errors"))
  }

  @Test("nesting is limited")
  func nesting() {
    let text = "version: 1\nhost: " + String(repeating: "[", count: 100_000)
    #expect(
      faults(text).hasPrefix("etc/plugins.yaml:2:23: error: nested more than 16 levels deep\n"))
  }

  @Test("of a line that is too long for a terminal, the part around the error is shown")
  func longLine() {
    let text = "version: 1\nhost: " + String(repeating: "x ", count: 200) + ": 3"
    let lines = faults(text).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1] == "..." + String(repeating: "x ", count: 30) + ": 3")
    #expect(lines[2] == String(repeating: " ", count: 63) + "^")
  }

  @Test("text that is not UTF-8 is refused at its first bad byte")
  func encoding() {
    let bytes = Array("version: 1\nhost:\n  spool: caf".utf8) + [0xE9] + Array("\n".utf8)
    let error = #expect(throws: ManifestErrors.self) {
      try Manifest(path: "plugins.yaml", bytes: bytes)
    }
    let expected = """
      plugins.yaml:3:13: error: the file is not UTF-8: byte 0xE9 is no character; save it as UTF-8
        spool: caf\u{FFFD}
                  ^
      """
    #expect(error?.description == expected)
  }

  @Test("a file that cannot be read is named with the reason")
  func unreadable() {
    let missing = #expect(throws: ManifestErrors.self) { try Manifest.load(path: "no/such.yaml") }
    #expect(
      missing?.description
        == "no/such.yaml: error: the file cannot be read: No such file or directory")
    let folder = #expect(throws: ManifestErrors.self) { try Manifest.load(path: "/") }
    #expect(folder?.description == "/: error: the file cannot be read: Is a directory")
  }

  @Test("a file that never ends is not read for ever")
  func endless() {
    let error = #expect(throws: ManifestErrors.self) { try Manifest.load(path: "/dev/zero") }
    #expect(
      error?.description
        == "/dev/zero: error: the file is longer than 1 MiB; a manifest is a few lines")
  }
}
