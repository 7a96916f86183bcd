import Neighbours

/// What the file of an index keeps beside its rows: whose it is, and how tracks became rows.
struct IndexFile {
  /// Another one than what is written here means that the file is built anew.
  static let version: UInt32 = 2

  /// The catalogue that it belongs to.
  var identity: Int64
  var preparation: Preparation

  var blob: [UInt8] {
    var writer = BlobWriter()
    writer.write(Self.version)
    writer.write(identity)
    preparation.write(to: &writer)
    return writer.bytes
  }

  init(identity: Int64, preparation: Preparation) {
    self.identity = identity
    self.preparation = preparation
  }

  init?(_ blob: [UInt8]) {
    var reader = BlobReader(blob)
    guard let version: UInt32 = reader.read(), version == Self.version,
      let identity: Int64 = reader.read(), let preparation = Preparation(from: &reader),
      reader.count == 0
    else { return nil }
    self.identity = identity
    self.preparation = preparation
  }
}
