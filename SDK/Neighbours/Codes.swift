import CNeighbours

/// The rows again with one byte for each coordinate, as `cneighbours.h` lays them out.
///
/// A code is worth `scale` in every dimension, so sums of differences of codes bound distances:
/// moving both vectors into the range of the codes brings them no further apart, and rounding is
/// accounted for by the largest error of any row. Memory: a byte per coordinate, rounded up to
/// multiples of eight coordinates.
@safe final class Codes {
  let dimensions: Int
  let groups: Int
  let scale: Double
  /// The largest errors of any row, Manhattan and Euclidean.
  private(set) var errors = (manhattan: 0.0, euclidean: 0.0)
  private let offsets: [Float]
  private let bytes: UnsafeMutableRawPointer

  /// Codes that fit rows `sample` of `file`, for as many rows as it can hold.
  init(of file: RowFile, fitting sample: [Int]) {
    dimensions = file.layout.dimensions
    groups = (dimensions + 7) / 8
    (offsets, scale) = Self.fit(file, sample)
    let size = max((file.layout.capacity + 7) / 8 * groups * 64, 64)
    unsafe bytes = .allocate(byteCount: size, alignment: 64)
  }

  deinit { unsafe bytes.deallocate() }

  /// Codes row `row`.
  func set(_ row: Int, _ vector: UnsafePointer<Float>) {
    let place = (row / 8 * groups * 64) + row % 8 * 8
    let at = unsafe (bytes + place).assumingMemoryBound(to: UInt8.self)
    let made = unsafe encode(vector, dimensions, at, stride: 64)
    errors.manhattan = max(errors.manhattan, made.manhattan)
    errors.euclidean = max(errors.euclidean, made.euclidean)
  }

  /// A query's codes in its first `used` dimensions, eight for each group, and their error.
  func codes(
    of query: UnsafePointer<Float>, used: Int
  ) -> (codes: [UInt8], errors: (manhattan: Double, euclidean: Double)) {
    var codes = [UInt8](repeating: 0, count: (used + 7) / 8 * 8)
    let errors = unsafe codes.withUnsafeMutableBufferPointer {
      unsafe encode(query, used, $0.baseAddress!, stride: 8)
    }
    return (codes, errors)
  }

  /// For each of the first `rows` rows the sum of the differences of codes, or of their squares.
  func scan(
    _ query: [UInt8], used: Int, rows: Int, metric: Metric, kernel: Kernel,
    into sums: inout [UInt32]
  ) {
    let blocks = (rows + 7) / 8
    if sums.count < 8 * blocks { sums = [UInt32](repeating: 0, count: 8 * (blocks + blocks / 8)) }
    let last = used % 8 == 0 ? UInt64.max : UInt64.max >> UInt64(64 - 8 * (used % 8))
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe query.withUnsafeBufferPointer { query in
        unsafe cn_scan(
          kernel.rawValue, metric.rawValue, bytes.assumingMemoryBound(to: UInt8.self), blocks,
          groups, query.baseAddress, query.count / 8, last, sums.baseAddress)
      }
    }
  }

  /// A little more than the errors that were computed, for the rounding of computing them.
  private func encode(
    _ vector: UnsafePointer<Float>, _ used: Int, _ codes: UnsafeMutablePointer<UInt8>, stride: Int
  ) -> (manhattan: Double, euclidean: Double) {
    var errors: [2 of Double] = [0, 0]
    unsafe offsets.withUnsafeBufferPointer { offsets in
      var span = errors.mutableSpan
      unsafe span.withUnsafeMutableBufferPointer {
        unsafe cn_encode(
          vector, offsets.baseAddress, scale, used, codes, stride, $0.baseAddress)
      }
    }
    let rounding = 1e-9 * scale * Double(used)
    return (errors[0] + rounding, errors[1] + rounding)
  }

  /// Centres the codes on each dimension's mean. The scale is one for all dimensions, and such
  /// that all but the farthest values lie within the codes' range: those only make a bound lower.
  private static func fit(_ file: RowFile, _ sample: [Int]) -> (offsets: [Float], scale: Double) {
    let dimensions = file.layout.dimensions
    var means = [Double](repeating: 0, count: dimensions)
    for row in sample {
      let vector = unsafe file.vector(row)
      for place in 0..<dimensions {
        let value = unsafe Double(vector[place])
        means[place] += value
      }
    }
    for place in 0..<dimensions { means[place] /= Double(max(sample.count, 1)) }
    var reach = 0.0
    for row in sample {
      let vector = unsafe file.vector(row)
      for place in 0..<dimensions {
        let value = unsafe Double(vector[place])
        reach = max(reach, abs(value - means[place]))
      }
    }
    let scale = reach > 0 ? reach / 127 : 1
    return (means.map { Float($0 - 127 * scale) }, scale)
  }
}
