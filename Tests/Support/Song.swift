/// Small recordings with tags, made byte by byte.
package enum Song {
  /// A WAV file: a tone of 8000 Hz mono, 16 bits, with tags in a LIST chunk.
  ///
  /// - Parameter claimed: seconds that the header speaks of, if they are others.
  package static func wav(
    seconds: Double, artist: String = "", title: String = "", album: String = "",
    date: String = "", genre: String = "", amplitude: Double = 0.25, claimed: Double? = nil
  ) -> [UInt8] {
    var samples: [UInt8] = []
    for index in 0..<Int(seconds * 8000) {
      // A square wave of 250 Hz.
      let level = Int16(index / 16 % 2 == 0 ? amplitude * 32767 : -amplitude * 32767)
      samples += little(UInt16(bitPattern: level))
    }
    var tags: [UInt8] = []
    for (name, text) in [
      ("IART", artist), ("INAM", title), ("IPRD", album), ("ICRD", date), ("IGNR", genre),
    ] where !text.isEmpty {
      var bytes = Array(text.utf8) + [0]
      if bytes.count % 2 == 1 { bytes.append(0) }
      tags += chunk(name, bytes)
    }
    let claimedBytes = claimed.map { Int($0 * 8000) * 2 } ?? samples.count
    let format =
      little(UInt16(1)) + little(UInt16(1)) + little(UInt32(8000)) + little(UInt32(16000))
      + little(UInt16(2)) + little(UInt16(16))
    let body =
      Array("WAVE".utf8) + chunk("fmt ", format)
      + (tags.isEmpty ? [] : chunk("LIST", Array("INFO".utf8) + tags))
      + Array("data".utf8) + little(UInt32(claimedBytes)) + samples
    return Array("RIFF".utf8) + little(UInt32(body.count - samples.count + claimedBytes)) + body
  }

  /// An MP3 file of silence: 128 kbit/s, 44.1 kHz, with an ID3 tag (version 2.3).
  package static func mp3(
    frames: Int = 40, artist: String = "", title: String = "", cover: [UInt8] = []
  ) -> [UInt8] {
    var tag: [UInt8] = []
    for (name, text) in [("TPE1", artist), ("TIT2", title)] where !text.isEmpty {
      var bytes: [UInt8] = [1, 0xFF, 0xFE]  // UTF-16, little-endian
      for unit in text.utf16 { bytes += little(unit) }
      tag += frame(name, bytes)
    }
    if !cover.isEmpty {
      tag += frame("APIC", [0] + Array("image/png".utf8) + [0, 3, 0] + cover)
    }
    let size = tag.count
    let head =
      Array("ID3".utf8) + [3, 0, 0]
      + [21, 14, 7, 0].map { UInt8(truncatingIfNeeded: size >> $0 & 0x7F) }
    let silence = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
    return head + tag + Array((0..<frames).map { _ in silence }.joined())
  }

  /// A PNG of one grey pixel.
  package static let cover: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49,
    0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]

  private static func frame(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(UInt32(bytes.count)).reversed() + [0, 0] + bytes
  }

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(UInt32(bytes.count)) + bytes
  }

  private static func little<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
