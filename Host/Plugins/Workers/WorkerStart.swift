import Wire

/// The first message to a worker, over its control socket: what to load and how.
struct WorkerStart: Equatable {
  var library: String
  /// Of the ADMIN parameters, in declared order; nil: take the defaults.
  var values: [Value]?
  var openFiles: Int
  /// Bytes; nil: no limit.
  var memory: Int?
  var allowsNetwork = false
  /// Folders below which files may be written.
  var writable: [String] = []

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(library)
    writer.write(values != nil)
    writer.write(all: values ?? []) { $0.write($1) }
    writer.write(UInt32(clamping: openFiles))
    writer.write(UInt64(clamping: memory ?? 0))
    writer.write(allowsNetwork)
    writer.write(all: writable) { $0.write($1) }
    return writer.bytes
  }

  init(
    library: String, values: [Value]?, openFiles: Int, memory: Int?, allowsNetwork: Bool = false,
    writable: [String] = []
  ) {
    self.library = library
    self.values = values
    self.openFiles = openFiles
    self.memory = memory
    self.allowsNetwork = allowsNetwork
    self.writable = writable
  }

  init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(bytes)
    library = try reader.read()
    let hasValues = try reader.read(Bool.self)
    let list = try reader.readAll { reader throws(MalformedMessage) in try reader.readValue() }
    values = hasValues ? list : nil
    openFiles = Int(try reader.read(UInt32.self))
    let limit = Int(clamping: try reader.read(UInt64.self))
    memory = limit == 0 ? nil : limit
    allowsNetwork = try reader.read()
    writable = try reader.readAll { reader throws(MalformedMessage) in try reader.read() }
  }
}
