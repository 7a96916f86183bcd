import Testing
import Wire

@Suite("A message ring")
struct RingTests {
  private static let capacity = 64 << 10
  private let memory: SharedMemory
  private let sender: Ring
  private let receiver: Ring

  init() throws {
    memory = try SharedMemory(name: "test", count: Ring.headerSize + RingTests.capacity)
    sender = try Ring(in: memory, at: 0, capacity: RingTests.capacity)
    receiver = try Ring(in: memory, at: 0, capacity: RingTests.capacity)
  }

  private func send(_ kind: UInt32, _ bytes: [UInt8]) -> Bool {
    unsafe sender.send(kind: kind, count: bytes.count) { unsafe $0.copyBytes(from: bytes) }
  }

  private func next() -> (Ring.Received, UInt32, [UInt8]) {
    var kind: UInt32 = 0
    var bytes: [UInt8] = []
    let found = unsafe receiver.receive { message in
      unsafe kind = message.kind
      unsafe bytes = Array(message.payload)
    }
    return (found, kind, bytes)
  }

  /// Writes over a counter or a length as another process could.
  private func write<T: BitwiseCopyable>(_ value: T, at offset: Int) {
    unsafe memory.bytes(offset..<offset + MemoryLayout<T>.size)
      .storeBytes(of: value, as: T.self)
  }

  @Test("hands on messages of any length in order, round and round")
  func order() {
    for turn in 0..<2000 {
      let bytes = [UInt8](repeating: UInt8(turn % 251), count: turn * 37 % sender.mostPayload)
      #expect(send(UInt32(turn), bytes))
      let (found, kind, received) = next()
      #expect(found == .message && kind == UInt32(turn) && received == bytes)
    }
    #expect(next().0 == .empty)
  }

  @Test("refuses what does not fit, and takes it once there is room")
  func full() {
    let large = [UInt8](repeating: 7, count: sender.mostPayload)
    var count = 0
    while send(1, large) { count += 1 }
    #expect(count == 4)
    #expect(next().0 == .message)
    #expect(send(1, large))
  }

  @Test("is broken when the sender's counter makes no sense", arguments: [1, 1 << 40, UInt64.max])
  func counter(value: UInt64) {
    write(value, at: 0)
    #expect(next().0 == .broken)
  }

  @Test("is broken when a length makes no sense", arguments: [UInt32(40000), 1 << 30, .max])
  func length(value: UInt32) {
    #expect(send(1, [1, 2, 3]))
    write(value, at: Ring.headerSize)
    #expect(next().0 == .broken)
  }

  @Test("does not believe the other side about what it has written itself")
  func ownCounter() {
    #expect(send(1, [1]))
    write(UInt64(123_457), at: 0)  // `written`, which is the sender's
    #expect(send(2, [2]))
    #expect(next().2 == [1])
    #expect(next().2 == [2])
  }

  @Test("refuses to send when the receiver's counter makes no sense")
  func readCounter() {
    write(UInt64(1) << 50, at: 64)
    #expect(!send(1, [1]))
  }

  @Test("wakes a receiver that sleeps", arguments: [false, true])
  func waking(byInterrupt: Bool) {
    let (sender, receiver) = (sender, receiver)
    startThread("sender") {
      _ = ProcessTime(of: 1)
      if byInterrupt {
        receiver.interrupt()
      } else {
        _ = unsafe sender.send(kind: 1, count: 0) { _ in }
        sender.ring()
      }
    }
    let began = Clock.now
    receiver.waitForMessage(nanoseconds: 20_000_000_000)
    #expect(Clock.now - began < 10_000_000_000)
  }

  @Test("survives any noise in its memory")
  func noise() {
    var random = SmallRandom(seed: 1)
    for _ in 0..<3000 {
      write(random.next(), at: Int(random.next() % 32) * 8)
      write(UInt32(truncatingIfNeeded: random.next() % 70000), at: Ring.headerSize)
      let found = next().0
      #expect(found == .message || found == .empty || found == .broken)
    }
  }
}
