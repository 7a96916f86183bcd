internal import CMedia

extension Picture {
  /// From cyan, magenta, yellow and black, as Adobe writes them (inverted), to R, G, B.
  func inkAsLight() throws(MediaError) -> Picture {
    let light = try Picture(width: width, height: height, format: AV_PIX_FMT_RGB24)
    for row in 0..<height {
      let from = unsafe pointer.pointee.data.0! + row * Int(pointer.pointee.linesize.0)
      let to =
        unsafe light.pointer.pointee.data.0!
        + row * Int(light.pointer.pointee.linesize.0)
      for column in 0..<width {
        let black = UInt16(unsafe from[column * 4 + 3])
        for channel in 0..<3 {
          let ink = UInt16(unsafe from[column * 4 + channel])
          unsafe to[column * 3 + channel] = UInt8((UInt32(ink) * UInt32(black) + 127) / 255)
        }
      }
    }
    unsafe light.pointer.pointee.color_range = AVCOL_RANGE_JPEG
    return light
  }
}
