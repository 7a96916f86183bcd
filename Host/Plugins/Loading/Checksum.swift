import CSodium

/// SHA-256, by libsodium.
enum Checksum {
  /// Lower-case hex of the digest of `bytes`.
  static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    let start = unsafe bytes.bindMemory(to: UInt8.self).baseAddress
    unsafe crypto_hash_sha256(&digest, start, UInt64(bytes.count))
    return digest.map { byte in
      let hex = String(byte, radix: 16)
      return byte < 16 ? "0" + hex : hex
    }.joined()
  }
}
