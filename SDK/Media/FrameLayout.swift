/// Where the planes of a frame lie in one block of memory.
public struct FrameLayout: Equatable, Sendable {
  public struct Plane: Equatable, Sendable {
    /// Bytes from the block's start.
    public var offset: Int
    /// Bytes from one row to the next; a multiple of 64.
    public var stride: Int
    /// Bytes of a row that hold pixels.
    public var rowBytes: Int
    public var rows: Int
  }

  public var format: PixelFormat
  /// Pixels.
  public var width: Int
  public var height: Int
  public var planes: [Plane]
  /// Bytes of the whole block. Of a JPEG: the most that it can have.
  public var byteCount: Int

  /// The layout for pictures of `width` x `height` after scaling.
  public init(_ format: PixelFormat, width: Int, height: Int) {
    self.format = format
    self.width = width
    self.height = height
    planes = []
    byteCount = 0
    switch format {
    case .gray8: add(rowBytes: width, rows: height)
    case .rgb8: add(rowBytes: width * 3, rows: height)
    case .nv12:
      add(rowBytes: width, rows: height)
      add(rowBytes: (width + 1) / 2 * 2, rows: (height + 1) / 2)
    case .jpeg: add(rowBytes: JPEGEncoder.mostBytes(width: width, height: height), rows: 1)
    }
    // Scalers write whole vectors, also at the end of the last row.
    if case .jpeg = format { return }
    byteCount += 64
  }

  private mutating func add(rowBytes: Int, rows: Int) {
    let stride = (rowBytes + 63) & ~63
    planes.append(Plane(offset: byteCount, stride: stride, rowBytes: rowBytes, rows: rows))
    byteCount += stride * rows
  }

  /// The size of a `width` x `height` picture scaled down so that its longer side is at most
  /// `longestSide` pixels; 0: as it is.
  public static func fit(
    width: Int, height: Int, longestSide: Int
  ) -> (width: Int, height: Int) {
    let longer = max(width, height)
    guard longestSide > 0, longer > longestSide else { return (width, height) }
    func scaled(_ side: Int) -> Int { max(1, (side * longestSide + longer / 2) / longer) }
    return (scaled(width), scaled(height))
  }
}
