internal import CMedia

/// Reads JPEG files (a libjpeg-turbo decompressor), scaled while they are decoded.
///
/// Belongs to one thread at a time.
@safe final class JPEGDecoder {
  struct Header: Equatable {
    /// Pixels.
    var width: Int
    var height: Int
    var subsampling: Int
    var colorspace: Int
    var isProgressive: Bool

    /// Ink instead of light: needs a conversion of our own.
    var isInk: Bool {
      colorspace == Int(TJCS_CMYK.rawValue) || colorspace == Int(TJCS_YCCK.rawValue)
    }
  }

  private let handle: UnsafeMutableRawPointer
  private let limits: MediaLimits

  init(limits: MediaLimits) throws(MediaError) {
    guard let made = unsafe tjInitDecompress() else {
      throw MediaError(.tooLarge, "not enough memory to read a JPEG")
    }
    unsafe handle = made
    self.limits = limits
  }

  deinit { unsafe tjDestroy(handle) }

  static func recognises(_ start: some Sequence<UInt8>) -> Bool {
    start.starts(with: [0xFF, 0xD8, 0xFF])
  }

  /// Reads the size and kind, and refuses what is beyond the limits.
  ///
  /// The C function is `tjDecompressHeader3`.
  func header(of file: [UInt8], subject: String) throws(MediaError) -> Header {
    var (width, height, subsampling, colorspace): (CInt, CInt, CInt, CInt) = (0, 0, 0, 0)
    let code = unsafe tjDecompressHeader3(
      handle, file, UInt(file.count), &width, &height, &subsampling, &colorspace)
    guard code == 0, width > 0, height > 0 else {
      throw MediaError(.unreadable, "\(subject) is a damaged JPEG: \(lastError)")
    }
    let header = Header(
      width: Int(width), height: Int(height), subsampling: Int(subsampling),
      colorspace: Int(colorspace), isProgressive: JPEGDecoder.isProgressive(file))
    let pixels = header.width * header.height
    if pixels > limits.pixels {
      throw MediaError(
        .tooLarge,
        "\(subject) is a picture of \(width)x\(height) pixels;"
          + " at most \(limits.pixels) pixels are decoded")
    }
    // Coefficients of the whole picture, two bytes each; one component, or three.
    let components = colorspace == TJCS_GRAY.rawValue ? 2 : 6
    if header.isProgressive, pixels * components > limits.progressiveBytes {
      throw MediaError(
        .tooLarge,
        "\(subject) is a progressive JPEG of \(width)x\(height) pixels, which takes"
          + " \(pixels * components >> 20) MiB to decode; at most"
          + " \(limits.progressiveBytes >> 20) MiB are used; save it as a baseline JPEG")
    }
    return header
  }

  /// Decodes `file`, grey or in colour, at 1/1, 1/2, 1/4 or 1/8 of its size: the smallest whose
  /// longer side is not below `longestSide` (0: full size).
  ///
  /// The C function is `tjDecompress2`. A picture that is cut off comes out as far as it goes,
  /// with `damage` saying why.
  func decode(
    _ file: [UInt8], _ header: Header, grey: Bool, longestSide: Int, subject: String
  ) throws(MediaError) -> (picture: Picture, damage: String?) {
    let scale = JPEGDecoder.scale(header, longestSide)
    let width = (header.width + scale - 1) / scale
    let height = (header.height + scale - 1) / scale
    let pixelFormat = header.isInk ? TJPF_CMYK : grey ? TJPF_GRAY : TJPF_RGB
    let room =
      header.isInk ? AV_PIX_FMT_RGBA : grey ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24
    let picture = try Picture(width: width, height: height, format: room)
    let code = unsafe tjDecompress2(
      handle, file, UInt(file.count), picture.pointer.pointee.data.0, CInt(width),
      picture.pointer.pointee.linesize.0, CInt(height), CInt(pixelFormat.rawValue),
      TJFLAG_ACCURATEDCT)
    let isWarning = unsafe code != 0 && tjGetErrorCode(handle) == TJERR_WARNING.rawValue
    guard code == 0 || isWarning else {
      throw MediaError(.unreadable, "\(subject) is a damaged JPEG: \(lastError)")
    }
    unsafe picture.pointer.pointee.color_range = AVCOL_RANGE_JPEG
    return (
      header.isInk ? try picture.inkAsLight() : picture,
      isWarning ? "a JPEG is damaged: \(lastError)" : nil
    )
  }

  private static func scale(_ header: Header, _ longestSide: Int) -> Int {
    let longer = max(header.width, header.height)
    guard longestSide > 0 else { return 1 }
    return [8, 4, 2].first { (longer + $0 - 1) / $0 >= longestSide } ?? 1
  }

  private var lastError: String {
    let text = unsafe String(cString: tjGetErrorStr2(handle))
    return text.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? text
  }

  /// Whether its frame header is one of a progressive JPEG.
  static func isProgressive(_ file: [UInt8]) -> Bool {
    var at = 2
    while at + 4 <= file.count, file[at] == 0xFF {
      let marker = file[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      if marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE { return true }
      if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
        return false
      }
      if marker == 0xDA { return false }
      at += 2 + Int(file[at + 2]) << 8 + Int(file[at + 3])
    }
    return false
  }
}
