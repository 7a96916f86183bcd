import CNeighbours

/// The CRC-32C of some bytes, going on from that of those before them.
func checksum(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
  unsafe cn_crc32c(crc, bytes.baseAddress, bytes.count)
}

func checksum(_ bytes: [UInt8], after crc: UInt32 = 0) -> UInt32 {
  unsafe bytes.withUnsafeBytes { unsafe checksum($0, after: crc) }
}
