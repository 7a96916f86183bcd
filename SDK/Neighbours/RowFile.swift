import CNeighbours
import Glibc

/// The file of a table: rows at its end, and a commit that says how many of them count.
///
/// Rows are written first and the commit last, so a process that is killed in between leaves rows
/// that nobody sees. Every row has a checksum, and the commit that of which rows are dead, so what a
/// power failure leaves half written shows when the file is opened. The rows are mapped and read
/// only; they are written with system calls, which report a full disk instead of crashing.
@safe final class RowFile {
  static let live: UInt32 = 0
  static let dead: UInt32 = 0xDEAD_DEAD

  let path: String
  let layout: FileLayout
  let attachment: [UInt8]
  private(set) var committed = Commit()
  private let descriptor: CInt
  private let identity: (device: dev_t, number: ino_t)
  private let base: UnsafeRawPointer

  /// Makes an empty file at `path`, or in memory where it is nil.
  init(creating path: String?, layout: FileLayout, attachment: [UInt8]) throws(NeighbourError) {
    self.path = path ?? "memory"
    self.layout = layout
    self.attachment = attachment
    if let path {
      descriptor = try check(
        unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644), "write \(path)")
    } else {
      descriptor = try check(cn_memory_file(), "make a file in memory")
    }
    do throws(NeighbourError) {
      try check(ftruncate(descriptor, off_t(layout.fileSize)), "lay out \(self.path)")
      identity = try Self.identity(descriptor, self.path)
      unsafe base = try Self.map(descriptor, layout.fileSize, self.path)
    } catch {
      close(descriptor)
      throw error
    }
    try write(layout.header(attachmentChecksum: checksum(attachment)), at: 0)
    try write(attachment, at: FileLayout.page)
  }

  /// Opens a file and reads all but its rows.
  init(opening path: String) throws(NeighbourError) {
    self.path = path
    descriptor = try check(unsafe open(path, O_RDWR | O_CLOEXEC), "open \(path)")
    do throws(NeighbourError) {
      identity = try Self.identity(descriptor, path)
      let head = try Self.read(descriptor, at: 0, FileLayout.headerLength, path)
      guard let (layout, attachmentChecksum) = FileLayout.read(head) else {
        throw .damaged(path: path, what: "its header")
      }
      var status = stat()
      try check(unsafe fstat(descriptor, &status), "examine \(path)")
      guard Int(status.st_size) == layout.fileSize else {
        throw .damaged(path: path, what: "its size")
      }
      attachment = try Self.read(descriptor, at: FileLayout.page, layout.attachmentLength, path)
      guard checksum(attachment) == attachmentChecksum else {
        throw .damaged(path: path, what: "its attachment")
      }
      self.layout = layout
      unsafe base = try Self.map(descriptor, layout.fileSize, path)
    } catch {
      close(descriptor)
      throw error
    }
    try reload()
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: base), layout.fileSize)
    close(descriptor)
  }

  // MARK: Rows

  func vector(_ row: Int) -> UnsafePointer<Float> {
    let place = layout.row(row) + FileLayout.rowHead
    return unsafe (base + place).assumingMemoryBound(to: Float.self)
  }

  func id(_ row: Int) -> Int64 { unsafe base.load(fromByteOffset: layout.row(row), as: Int64.self) }

  func state(_ row: Int) -> UInt32 {
    unsafe base.load(fromByteOffset: layout.row(row) + 12, as: UInt32.self)
  }

  /// Whether a row is what was written.
  func isSound(_ row: Int) -> Bool {
    let start = unsafe base + layout.row(row)
    let crc = unsafe checksum(UnsafeRawBufferPointer(start: start, count: 8))
    let values = unsafe UnsafeRawBufferPointer(
      start: start + FileLayout.rowHead, count: 4 * layout.dimensions)
    let kept = unsafe start.load(fromByteOffset: 8, as: UInt32.self)
    return unsafe checksum(values, after: crc) == kept
      && (state(row) == Self.live || state(row) == Self.dead)
  }

  /// Writes rows behind the others; none counts before the next commit.
  func write(_ ids: [Int64], _ vectors: Span<Float>, from row: Int) throws(NeighbourError) {
    let (dimensions, size) = (layout.dimensions, layout.rowSize)
    var bytes = [UInt8](repeating: 0, count: ids.count * size)
    unsafe vectors.withUnsafeBytes { vectors in
      unsafe bytes.withUnsafeMutableBytes { bytes in
        for index in ids.indices {
          let start = index * size
          unsafe bytes.storeBytes(of: ids[index], toByteOffset: start, as: Int64.self)
          let values = unsafe UnsafeRawBufferPointer(
            rebasing: vectors[4 * dimensions * index..<4 * dimensions * (index + 1)])
          unsafe bytes.baseAddress?.advanced(by: start + FileLayout.rowHead).copyMemory(
            from: values.baseAddress!, byteCount: values.count)
          let id = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + 8])
          let crc = unsafe checksum(values, after: checksum(id))
          unsafe bytes.storeBytes(of: crc, toByteOffset: start + 8, as: UInt32.self)
        }
      }
    }
    try write(bytes, at: layout.row(row))
  }

  func markDead(_ row: Int) throws(NeighbourError) {
    var writer = BlobWriter()
    writer.write(Self.dead)
    try write(writer.bytes, at: layout.row(row) + 12)
  }

  // MARK: Commits

  /// Makes the first `rows` rows count.
  func commit(rows: Int, dead: UInt64, mark: Int64) throws(NeighbourError) {
    var next = Commit()
    next.sequence = committed.sequence + 1
    (next.rows, next.dead, next.mark) = (rows, dead, mark)
    try write(next.bytes, at: FileLayout.commit(next.sequence))
    committed = next
  }

  /// Reads the latest commit, which may be that of another process.
  func reload() throws(NeighbourError) {
    var latest: Commit?
    for slot in 0..<2 {
      let place = FileLayout.commit(UInt64(slot))
      let commit = Commit(try Self.read(descriptor, at: place, Commit.length, path))
      if let commit, commit.sequence > latest?.sequence ?? 0 { latest = commit }
    }
    guard let latest, latest.rows <= layout.capacity else {
      throw .damaged(path: path, what: "its commits")
    }
    committed = latest
  }

  /// Whether the path still names this file, and not one that has replaced it.
  var isCurrent: Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_dev == identity.device
      && status.st_ino == identity.number
  }

  // MARK: System calls

  private static func map(
    _ descriptor: CInt, _ length: Int, _ path: String
  ) throws(NeighbourError) -> UnsafeRawPointer {
    let mapped = unsafe mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      throw .system(action: "map \(path)", code: errno)
    }
    return UnsafeRawPointer(mapped)
  }

  private static func identity(
    _ descriptor: CInt, _ path: String
  ) throws(NeighbourError) -> (device: dev_t, number: ino_t) {
    var status = stat()
    try check(unsafe fstat(descriptor, &status), "examine \(path)")
    return (status.st_dev, status.st_ino)
  }

  private static func read(
    _ descriptor: CInt, at place: Int, _ count: Int, _ path: String
  ) throws(NeighbourError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress! + done, count - done, off_t(place + done))
      }
      if got < 0, errno == EINTR { continue }
      guard try check(got, "read \(path)") > 0 else {
        throw .damaged(path: path, what: "it ends too early")
      }
      done += got
    }
    return bytes
  }

  private func write(_ bytes: [UInt8], at place: Int) throws(NeighbourError) {
    var done = 0
    while done < bytes.count {
      let put = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(place + done))
      }
      if put < 0, errno == EINTR { continue }
      try check(put, "write \(path)")
      done += put
    }
  }
}
