import Plugins

extension GrowingFile {
  /// A new file for about `expected` bytes (nil: unknown): in memory if they are few.
  package static func make(expected: Int?, _ settings: HostSettings) throws(Problem) -> GrowingFile
  {
    do {
      if let expected, expected <= settings.bodyMemory { return try GrowingFile() }
      return try GrowingFile(folder: settings.spool)
    } catch {
      throw Problem(503, "unavailable", "there is no room for the request's media")
    }
  }

  /// Adds bytes, or says that there is no room for them.
  package func store(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    do {
      try unsafe append(bytes)
    } catch {
      throw Problem(503, "unavailable", "there is no room for the request's media")
    }
  }

  /// Adds a record of `MediaSource.pictures`.
  func storePicture(_ bytes: UnsafeRawBufferPointer, time: Double) throws(Problem) {
    let head = (time.bitPattern.littleEndian, UInt64(bytes.count).littleEndian)
    var failure: Problem?
    unsafe withUnsafeBytes(of: head) { head in
      do throws(Problem) { try unsafe store(head) } catch { failure = error }
    }
    if let failure { throw failure }
    try unsafe store(bytes)
  }

  func storePicture(_ bytes: [UInt8], time: Double) throws(Problem) {
    var failure: Problem?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(Problem) { try unsafe storePicture(bytes, time: time) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
