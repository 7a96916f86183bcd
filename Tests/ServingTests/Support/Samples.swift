/// Small media, made here.
enum Samples {
  /// A WAV file of 16-bit samples, mono.
  static func wav(_ samples: [Int16], rate: UInt32 = 16_000) -> [UInt8] {
    var bytes = Array("RIFF".utf8) + word(UInt32(36 + samples.count * 2))
    bytes += Array("WAVEfmt ".utf8) + word(16) + half(1) + half(1) + word(rate) + word(rate * 2)
    bytes += half(2) + half(16) + Array("data".utf8) + word(UInt32(samples.count * 2))
    for sample in samples { bytes += half(UInt16(bitPattern: sample)) }
    return bytes
  }

  /// A picture of one colour, as PPM.
  static func picture(width: Int, height: Int, _ colour: [UInt8]) -> [UInt8] {
    var bytes = Array("P6\n\(width) \(height)\n255\n".utf8)
    for _ in 0..<width * height { bytes += colour }
    return bytes
  }

  /// The sum of such a picture's bytes, as `echo` reports it.
  static func checksum(width: Int, height: Int, _ colour: [UInt8]) -> Int {
    width * height * colour.reduce(0) { $0 + Int($1) } & 0xFF_FFFF
  }

  /// A body of parts, with its content type.
  static func multipart(_ parts: [(name: String, bytes: [UInt8])]) -> (type: String, [UInt8]) {
    var body: [UInt8] = []
    for (name, bytes) in parts {
      let head = "--limit\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n"
      body += Array(head.utf8) + bytes + Array("\r\n".utf8)
    }
    body += Array("--limit--\r\n".utf8)
    return ("multipart/form-data; boundary=limit", body)
  }

  static func word(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func half(_ value: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }
}
