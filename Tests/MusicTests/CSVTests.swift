import Music
import Serving
import Testing

@Suite("A table in comma-separated values")
struct CSVTests {
  private func read(_ text: String, chunk: Int = 1) throws -> [[String]] {
    var parser = CSVParser()
    var records: [[String]] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      let part = bytes[start..<min(start + chunk, bytes.count)]
      try parser.read(part) { (record) throws(TableError) in records.append(record.fields) }
    }
    try parser.end { (record) throws(TableError) in records.append(record.fields) }
    return records
  }

  @Test("is read whatever the pieces are in which it comes", arguments: [1, 2, 3, 1000])
  func pieces(chunk: Int) throws {
    let text = "\u{FEFF}a,b,c\r\n1,\"x \"\"y\"\", z\",\r\n\r\n\"two\nlines\",ы,\"\"\n,,"
    #expect(
      try read(text, chunk: chunk) == [
        ["a", "b", "c"], ["1", "x \"y\", z", ""], ["two\nlines", "ы", ""], ["", "", ""],
      ])
  }

  @Test("may be empty, and need not end in a line break")
  func ends() throws {
    #expect(try read("") == [])
    #expect(try read("\n\r\n") == [])
    #expect(try read("a") == [["a"]])
    #expect(try read("\"\"\"\"") == [["\""]])
  }

  @Test(
    "that breaks the rules is refused with the line",
    arguments: [
      ("a\nb\"c\n", "line 2: a quote stands within a field that does not begin with one"),
      ("a\n\"b\"c\n", "line 2: there is text behind a closing quote"),
      ("a\n\n\"b\nc", "line 3: a quote is opened and never closed"),
      ("a\rb", "line 1: a carriage return stands without a line feed; quote the field"),
    ])
  func refusals(text: String, sentence: String) {
    #expect(throws: TableError.self) { try read(text) }
    do {
      _ = try read(text)
    } catch {
      #expect("\(error)" == sentence)
    }
  }

  @Test("must be UTF-8")
  func encoding() {
    var parser = CSVParser()
    let error = #expect(throws: TableError.self) {
      try parser.read([0x61, 0x0A, 0xFF, 0x0A]) { (_) throws(TableError) in }
    }
    #expect(
      error?.description == "line 2: it holds bytes that are no UTF-8; save the table as UTF-8")
  }

  @Test("is written so that it reads back the same")
  func writing() throws {
    let fields = ["plain", "with, comma", "with \"quotes\"", "two\nlines", "", "\"", "a\r"]
    #expect(try read(CSV.line(fields) + "\r\n") == [fields])
    #expect(CSV.line(["a", "b c"]) == "a,b c")
  }
}
