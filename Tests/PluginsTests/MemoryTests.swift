import CSystem
import Glibc
import Plugins
import Testing
import Wire

@Suite("Shared memory and its book")
struct MemoryTests {
  @Test("parts never overlap, and all room is there again at the end")
  func arena() throws {
    let size = 256 * Arena.page
    var arena = Arena(size: size)
    var random = SmallRandom(seed: 7)
    var parts: [(offset: Int, count: Int)] = []
    for _ in 0..<5000 {
      if random.next() % 2 == 0, let part = parts.popLast() {
        _ = arena.release(part.offset, part.count)
      } else {
        let count = Int(random.next() % 40000)
        guard let offset = arena.allocate(count) else { continue }
        #expect(offset % Arena.page == 0 && offset + count <= size)
        #expect(parts.allSatisfy { $0.offset + $0.count <= offset || offset + count <= $0.offset })
        parts.append((offset, count))
        parts.shuffle(using: &random)
      }
    }
    for part in parts { _ = arena.release(part.offset, part.count) }
    #expect(arena.allocate(size) == 0)
  }

  @Test("a part that is larger than all is refused")
  func tooLarge() {
    var arena = Arena(size: 4 * Arena.page)
    #expect(arena.allocate(4 * Arena.page + 1) == nil)
    #expect(arena.allocate(4 * Arena.page) == 0)
    #expect(arena.allocate(0) == nil)
  }

  @Test("pages that are given back are free and read as zeros")
  func discard() throws {
    let memory = try SharedMemory(name: "test", count: 1 << 20)
    unsafe memory.bytes(0..<1 << 20).initializeMemory(as: UInt8.self, repeating: 9)
    let before = blocks(memory)
    memory.discard(4096..<1 << 19)
    #expect(blocks(memory) <= before / 2 + 16)
    #expect(unsafe memory.bytes(5000..<5001)[0] == 0)
    #expect(unsafe memory.bytes(100..<101)[0] == 9)
  }

  private func blocks(_ memory: SharedMemory) -> Int {
    var status = stat()
    unsafe fstat(memory.descriptor.raw, &status)
    return Int(status.st_blocks)
  }

  @Test("memory that could be shortened is not mapped")
  func unsealed() throws {
    let descriptor = Descriptor(owning: unsafe cs_memfd("test"))
    #expect(ftruncate(descriptor.raw, 8192) == 0)
    #expect(throws: SystemError("map shared memory that may shrink", code: EPERM)) {
      try SharedMemory(mapping: descriptor, writable: false)
    }
  }

  @Test("memory that is shared cannot be shortened")
  func sealed() throws {
    let memory = try SharedMemory(name: "test", count: 8192)
    #expect(ftruncate(memory.descriptor.raw, 0) == -1)
  }
}
