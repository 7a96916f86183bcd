import CSQLite

/// A compiled statement of a connection, and the row that it stands at.
@safe final class Statement {
  private let handle: OpaquePointer
  private unowned let database: Database

  /// Takes over the ownership of `handle`.
  init(_ handle: OpaquePointer, of database: Database) {
    unsafe self.handle = handle
    self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Makes it ready to be run again; its values stay.
  func reset() { unsafe sqlite3_reset(handle) }

  /// - Parameter index: from 1.
  func bind(_ value: SQLValue, at index: Int) throws(CatalogueError) {
    let index = CInt(index)
    switch value {
    case .null: try database.check(unsafe sqlite3_bind_null(handle, index))
    case .integer(let number): try database.check(unsafe sqlite3_bind_int64(handle, index, number))
    case .real(let number): try database.check(unsafe sqlite3_bind_double(handle, index, number))
    case .text(var text):
      let code = text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
          // Of an empty text there may be no address, and none would be a null.
          if let start = characters.baseAddress, !characters.isEmpty {
            unsafe csqlite_bind_text(handle, index, start, characters.count)
          } else {
            unsafe csqlite_bind_text(handle, index, "", 0)
          }
        }
      }
      try database.check(code)
    case .blob(let bytes):
      let code = unsafe bytes.withUnsafeBytes { bytes in
        unsafe csqlite_bind_blob(handle, index, bytes.baseAddress, bytes.count)
      }
      try database.check(code)
    }
  }

  /// Goes to the next row. - Returns: whether there is one; after the last the statement is ready
  /// to be run again.
  func next() throws(CatalogueError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      reset()
      return false
    case let code:
      let error: CatalogueError
      do throws(CatalogueError) {
        try database.check(code)
        return false
      } catch let caught {
        error = caught
      }
      reset()
      throw error
    }
  }

  // MARK: The row's columns, from 0

  func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL
  }

  func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, CInt(column)) }

  func real(_ column: Int) -> Double { unsafe sqlite3_column_double(handle, CInt(column)) }

  /// Empty where it is null.
  func text(_ column: Int) -> String {
    guard let text = unsafe sqlite3_column_text(handle, CInt(column)) else { return "" }
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] {
    unsafe withBytes(column) { unsafe [UInt8]($0) }
  }

  /// The numbers of a blob of Float32, little-endian.
  func floats(_ column: Int) -> [Float] {
    unsafe withBytes(column) { bytes in
      (0..<bytes.count / 4).map { index in
        let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
  }

  /// Lends the bytes of a blob where they lie: until the next row.
  func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let bytes = unsafe sqlite3_column_blob(handle, CInt(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, CInt(column)))
    return unsafe body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
  }
}
