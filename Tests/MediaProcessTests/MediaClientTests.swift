import Glibc
import Plugins
import TestSupport
import Testing
import Wire

/// Runs of the program that decodes, seen from the host.
@Suite struct MediaClientTests {
  let folder = TemporaryFolder()
  let grey = MediaWish.frames(MediaWish.Frames(format: .gray8, longestSide: 80, every: 0))

  @Test func `frames, packets and audio of a file arrive in shared memory`() throws {
    let path = try Run.clip("clip.mp4", seconds: 4, in: folder)
    let sound = MediaWish.audio(
      MediaWish.Audio(sampleRate: 8000, channels: 1, block: 2000, hop: 0))
    let outcome = try Run.all(.path(path), [grey, .packets, sound])
    #expect((outcome.info.width, outcome.info.height) == (160, 90))
    #expect(outcome.info.videoCodec == "h264" && outcome.info.sampleRate == 16000)
    #expect(outcome.frames.count == 100)
    #expect(outcome.frames.allSatisfy { $0.wish == 0 && $0.width == 80 && $0.sourceWidth == 160 })
    let expected = (0..<100).map { (40 + $0 * 37 % 160 - 16) * 255 / 219 }
    #expect(zip(outcome.levels, expected).allSatisfy { abs($0 - $1) <= 4 })
    #expect(outcome.packets.count == 100)
    #expect(outcome.packets.filter(\.isKey).map(\.time) == [0, 1, 2, 3])
    #expect(outcome.audio.dropLast().allSatisfy { $0.samples == 2000 && $0.sampleRate == 8000 })
    #expect(outcome.audio.count >= 16)
  }

  @Test func `frames on demand come after the packets`() throws {
    let path = try Run.clip("clip.mp4", seconds: 4, in: folder)
    let wish = MediaWish.frames(
      MediaWish.Frames(format: .rgb8, longestSide: 0, every: 1, isOnDemand: true))
    let outcome = try Run.all(.path(path), [.packets, wish], wants: [(1, 1, 3, .nan)])
    #expect(outcome.frames.map(\.time) == [1, 2])
  }

  @Test func `a file is read while it grows`() throws {
    let path = try Run.clip("clip.mp4", seconds: 4, in: folder)
    let bytes = try #require(readFile(path))
    let file = try GrowingFile()
    startThread("writer") {
      for start in stride(from: 0, to: bytes.count, by: 5000) {
        Run.append(Array(bytes[start..<min(start + 5000, bytes.count)]), to: file)
        usleep(1000)
      }
      file.complete()
    }
    #expect(try Run.all(.file(file), [grey]).frames.count == 100)
  }

  @Test func `pictures come with their times, and examples before them`() throws {
    let path = try Run.clip("clip.mp4", seconds: 2, in: folder)
    let pictures = try GrowingFile()
    let examples = try GrowingFile()
    // Frames as JPEG, as a remote client sends them.
    let client = try MediaClient(program: Run.program)
    let jpeg = MediaWish.frames(
      MediaWish.Frames(format: .jpeg(quality: 80), longestSide: 64, every: .nan))
    _ = try client.open(.path(path), wishes: [jpeg])
    while let reply = try client.next() {
      guard case .frame(let frame) = reply else { continue }
      let start = Int(frame.slot) * client.slotSize
      let memory = try #require(client.memory)
      let file = Array(memory.bytes(start..<start + Int(frame.count)))
      client.release(frame.slot)
      append(file, at: frame.time + 10, to: pictures)
      append(file, at: .nan, to: examples)
    }
    client.close()
    pictures.complete()
    examples.complete()
    var wish = MediaWish.Frames(format: .gray8, longestSide: 32, every: 0)
    let frames = MediaWish.frames(wish)
    wish.isExamples = true
    let outcome = try Run.all(.pictures(pictures), examples: examples, [frames, .frames(wish)])
    #expect(outcome.frames.map(\.wish) == [1, 1, 0, 0])
    #expect(outcome.frames.prefix(2).allSatisfy { $0.time.isNaN })
    #expect(outcome.frames.suffix(2).map(\.time) == [10, 11])
  }

  private func append(_ picture: [UInt8], at time: Double, to file: GrowingFile) {
    var writer = ByteWriter()
    writer.write(time)
    writer.write(UInt64(picture.count))
    Run.append(writer.bytes + picture, to: file)
  }

  @Test func `bad media is an error with the sentence of the library`() throws {
    let path = "\(folder.path)/notes.txt"
    writeFile(path, Array("nothing to see here".utf8))
    #expect(
      throws: PluginError(
        .unsupportedMedia, "notes.txt is not media of a kind that is known here, or it is damaged")
    ) { try Run.all(.path(path), [grey]) }
    #expect(
      throws: PluginError(.badInput, "cannot open none.mp4: No such file or directory")
    ) { try Run.all(.path("\(folder.path)/none.mp4"), [grey]) }
  }

  @Test func `a body that never comes ends when it is cancelled`() throws {
    let file = try GrowingFile()
    let client = try MediaClient(program: Run.program)
    startThread("canceller") {
      usleep(50_000)
      client.cancel()
    }
    #expect(throws: PluginError(.cancelled, "reading the media was cancelled")) {
      try client.open(.file(file), wishes: [grey])
    }
    client.close()
  }

  @Test func `when all slots are held, decoding waits and goes on when one is released`() throws {
    let path = try Run.clip("clip.mp4", seconds: 4, in: folder)
    let client = try MediaClient(program: Run.program)
    defer { client.close() }
    _ = try client.open(.path(path), wishes: [grey])
    var held: [UInt32] = []
    var count = 0
    while let reply = try client.next() {
      guard case .frame(let frame) = reply else { continue }
      count += 1
      #expect(!held.contains(frame.slot))
      held.append(frame.slot)
      if held.count == client.slotCount { client.release(held.removeFirst()) }
    }
    #expect(count == 100)
  }

  @Test func `a crash of the decoder is told with its signal and the time`() throws {
    let path = try Run.clip("clip.mp4", seconds: 4, in: folder)
    let client = try MediaClient(program: Run.program)
    defer { client.close() }
    _ = try client.open(.path(path), wishes: [grey])
    // Nothing is released, so decoding stops when all slots are full.
    var frames = 0
    while frames < 16, let reply = try client.next() {
      if case .frame = reply { frames += 1 }
    }
    kill(client.processID, SIGSEGV)
    #expect(
      throws: PluginError(
        .mediaFailed,
        "the program that decodes media was ended by SIGSEGV (bad memory access) after 0.6 s of"
          + " the media; the media may be damaged or made to do harm")
    ) { while try client.next() != nil {} }
  }
}
