import TestSupport
import Testing

/// The program's commands for people and scripts.
@Suite struct CommandTests {
  let folder = TemporaryFolder()

  /// Runs the program; its output and errors together.
  private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let output = "\(folder.path)/output.txt"
    let status = Program.run(Run.program, arguments, output: output)
    return (status, String(decoding: try #require(readFile(output)), as: UTF8.self))
  }

  @Test func `info tells what a file holds, as a line of JSON`() throws {
    let path = try Run.clip("clip.mp4", seconds: 2, in: folder)
    let (status, output) = try run(["info", path])
    #expect(status == 0)
    #expect(
      output == """
        {"file":"\(path)","container":"mov,mp4,m4a,3gp,3g2,mj2","duration":2,"width":160,\
        "height":90,"rotation":0,"frame_rate":25,"video_codec":"h264","sample_rate":16000,\
        "channels":1,"audio_codec":"aac"}

        """)
  }

  @Test func `info of what is no media is an error with its kind`() throws {
    let path = "\(folder.path)/empty.mp4"
    writeFile(path, [])
    let (status, output) = try run(["info", path])
    #expect(status == 1)
    #expect(
      output
        == "{\"file\":\"\(path)\",\"error\":\"empty.mp4 is empty (0 bytes)\","
        + "\"kind\":\"unreadable\"}\n")
  }

  @Test func `cut prints where each file really starts and stops`() throws {
    let path = try Run.clip("clip.mp4", seconds: 6, in: folder)
    let (status, output) = try run([
      "cut", path, "--segment", "1.5", "3", "\(folder.path)/a.mp4", "--segment", "4", "5",
      "\(folder.path)/b.mp4",
    ])
    #expect(status == 0)
    let lines = output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("{\"file\":\"\(folder.path)/a.mp4\",\"start\":1,") == true)
    #expect(lines.last?.hasPrefix("{\"file\":\"\(folder.path)/b.mp4\",\"start\":4,") == true)
  }

  @Test func `a cut that cannot be written is told, and leaves nothing behind`() throws {
    let path = try Run.clip("clip.mp4", seconds: 6, in: folder)
    let output = "\(folder.path)/output.txt"
    // The shell limits the size of files to one block, as a full disk would.
    let status = Program.run(
      "/bin/sh",
      [
        "-c", "ulimit -f 1; trap '' XFSZ; exec \"$0\" cut \"$1\" --segment 0 6 \"$2\"",
        Run.program, path, "\(folder.path)/full.mp4",
      ], output: output)
    #expect(status == 1)
    #expect(
      readFile(output) == Array("full.mp4: cannot write it: File too large\n".utf8))
    #expect(readFile("\(folder.path)/full.mp4") == nil)
    #expect(readFile("\(folder.path)/full.mp4.part") == nil)
  }

  @Test func `a sample recording tells its events`() throws {
    let path = "\(folder.path)/sample.mp4"
    let (status, output) = try run(["sample", path, "--seconds", "50"])
    #expect(status == 0)
    #expect(
      output
        == "{\"file\":\"\(path)\",\"seconds\":50,\"events\":"
        + "[{\"start\":20,\"stop\":42,\"what\":\"a person walks through\"}]}\n")
    let outcome = try Run.all(.path(path), [.packets])
    #expect(outcome.packets.count == 500)
    #expect(outcome.packets.filter(\.isKey).map(\.time).prefix(3) == [0, 2, 4])
  }

  @Test func `a wrong command line tells the right one`() throws {
    let (status, output) = try run(["cut", "a.mp4"])
    #expect(status == 2)
    #expect(
      output
        == "Usage: patchbay-media cut SOURCE [--exact] [--force] --segment START STOP OUT ...\n")
  }
}
