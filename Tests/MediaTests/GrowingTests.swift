import Glibc
import Media
import Synchronization
import TestSupport
import Testing

/// Media that is read while somebody still writes it.
@Suite struct GrowingTests {
  let folder = TemporaryFolder()

  /// A source that a thread fills from `path`, in `pieces` pieces.
  private func growing(_ path: String, pieces: Int = 23) throws -> ByteSource {
    let bytes = try #require(readFile(path))
    let target = open(path + ".growing", O_RDWR | O_CREAT | O_TRUNC, 0o600)
    try #require(target >= 0)
    let source = ByteSource(growing: target, closes: true, name: "the upload")
    Background.run {
      var done = 0
      for piece in 1...pieces {
        let next = bytes.count * piece / pieces
        while done < next {
          done += bytes.withUnsafeBytes {
            max(0, write(target, $0.baseAddress! + done, next - done))
          }
        }
        source.grew(to: done, complete: piece == pieces)
        usleep(2000)
      }
    }
    return source
  }

  @Test(arguments: ["clip.mp4", "clip.mkv", "clip.ts", "clip.avi"])
  func `gives the same as the complete file`(name: String) throws {
    let path = try Clip.write(name, seconds: 6, in: folder) { $0.sampleRate = 16000 }
    let wishes: [Wish] = [
      .packets, .frames(FrameWish(.gray8, longestSide: 64, sampling: .every(seconds: 1))),
      .frames(FrameWish(.rgb8, longestSide: 32, isOnDemand: true)), .audio(AudioWish(block: 4000)),
    ]
    let wants = [(wish: 2, start: 2.5, stop: 2.9, every: 0.0)]
    let whole = try Reading(ByteSource(path: path), wishes, wants: wants)
    let grown = try Reading(growing(path), wishes, wants: wants)
    #expect(grown.packets.map(\.size) == whole.packets.map(\.size))
    #expect(grown.frames[1] == whole.frames[1])
    #expect(grown.times(1) == [0, 1, 2, 3, 4, 5])
    #expect(grown.frames[2] == whole.frames[2])
    #expect(grown.times(2).count == 10)
    #expect(grown.audio[3]?.flatMap(\.values) == whole.audio[3]?.flatMap(\.values))
  }

  @Test func `begins before the end is there`() throws {
    let path = try Clip.write("clip.ts", seconds: 20, in: folder) { $0.options += [("crf", "1")] }
    let bytes = try #require(readFile(path))
    let source = ByteSource(
      growing: open(path, O_RDONLY), closes: true, name: "the upload")
    source.grew(to: bytes.count / 2, complete: false)
    let reader = try MediaReader(source, wishes: [.frames(FrameWish(.gray8))])
    guard case .frame(_, let frame)? = try reader.next() else {
      Issue.record("no frame came")
      return
    }
    #expect(frame.time == 0)
    source.cancel()
  }

  @Test func `cancelling ends a read that waits`() throws {
    let source = ByteSource(growing: open("/dev/null", O_RDONLY), closes: true)
    Background.run {
      usleep(20_000)
      source.cancel()
    }
    #expect(failure(source)?.kind == .cancelled)
  }
}

/// A thread that ends by itself.
enum Background {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static func run(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }
}
