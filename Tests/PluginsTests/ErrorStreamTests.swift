import Glibc
import Testing
import Wire

@Suite("Lines to standard error")
struct ErrorStreamTests {
  @Test("never wait for a reader, and say how many were lost when there is one")
  func unread() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let stream = ErrorStream(descriptor: ends[1])
    let line = String(repeating: "x", count: 99)
    for _ in 0..<20_000 { stream.write("\(line)\n") }  // 2 MB; the pipe holds 64 KiB
    stream.drain(milliseconds: 1)
    let ending = Array(" of this log could not be written\n".utf8)
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while !text.suffix(ending.count).elementsEqual(ending) {
      let count = read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      text += buffer.prefix(count)
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let whole = lines.dropLast()
    #expect(whole.allSatisfy { $0 == line })
    #expect(
      lines.last == "patchbay: \(20_000 - whole.count) lines of this log could not be written")
    stream.write("again\n")
    #expect(read(ends[0], &buffer, buffer.count) == 6)
  }

  @Test("are written in their order before a program ends")
  func order() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let stream = ErrorStream(descriptor: ends[1])
    for number in 0..<100 { stream.write("\(number)\n") }
    stream.drain(milliseconds: 10_000)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(ends[0], &buffer, buffer.count)
    #expect(
      String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        == (0..<100).map { "\($0)\n" }.joined())
  }
}
