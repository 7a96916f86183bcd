import Glibc
import JSON
import Plugins

/// The elements of one output tensor.
enum TensorValues {
  case floats([Float])
  case doubles([Double])
  case texts([String])
  /// Encoded in base64 where they stand in JSON.
  case blobs([[UInt8]])

  /// What the events of a port are as `tensor`, with the tensor's shape; nil where that would be
  /// more than `most` bytes.
  static func of(
    _ tensor: OutputTensor, _ events: [Event], most: Int
  ) -> (TensorValues, shape: [Int])? {
    switch tensor.part {
    case .starts:
      var values: [Double] = []
      for case .segment(tensor.port, let start, let stop, _, _) in events {
        values.append(start)
        values.append(stop)
      }
      return (.doubles(values), [values.count / 2, 2])
    case .labels:
      let texts = events.compactMap { $0.label(of: tensor.port) }
      return (.texts(texts), [texts.count])
    case .scores:
      let scores = events.compactMap { $0.score(of: tensor.port) }
      return (.floats(scores), [scores.count])
    case .times:
      let times = events.compactMap { $0.time(of: tensor.port) }
      return (.doubles(times), [times.count])
    case .values: return vectors(of: tensor, events, most: most)
    case .boxes:
      var values: [Float] = []
      for case .label(tensor.port, _, _, _, let box) in events {
        let none = [Float](repeating: .nan, count: 4)
        values += box.map { [$0.left, $0.top, $0.width, $0.height] } ?? none
      }
      return (.floats(values), [values.count / 4, 4])
    case .artifacts:
      var blobs: [[UInt8]] = []
      for case .artifact(tensor.port, _, _, let bytes) in events { blobs.append(bytes) }
      return (.blobs(blobs), [blobs.count])
    }
  }

  /// Vectors of different lengths are filled up with NaN.
  private static func vectors(
    of tensor: OutputTensor, _ events: [Event], most: Int
  ) -> (TensorValues, shape: [Int])? {
    var rows: [[Float]] = []
    var width = max(tensor.shape[1], 0)
    for case .vector(tensor.port, _, let values) in events {
      rows.append(values)
      width = max(width, values.count)
    }
    let (count, overflows) = rows.count.multipliedReportingOverflow(by: width)
    guard !overflows, count <= most / 4 else { return nil }
    if rows.count == 1 { return (.floats(rows[0]), [1, width]) }
    var values: [Float] = []
    values.reserveCapacity(count)
    for row in rows {
      values += row
      for _ in row.count..<width { values.append(.nan) }
    }
    return (.floats(values), [rows.count, width])
  }

  /// Bytes as binary data.
  var size: Int {
    switch self {
    case .floats(let values): 4 * values.count
    case .doubles(let values): 8 * values.count
    case .texts(let texts): texts.reduce(0) { $0 + 4 + $1.utf8.count }
    case .blobs(let blobs): blobs.reduce(0) { $0 + 4 + $1.count }
    }
  }

  func write(to json: inout JSONWriter) {
    switch self {
    case .floats(let values): json.array(values)
    case .doubles(let values): json.array(values)
    case .texts(let texts): json.array(texts)
    case .blobs(let blobs): json.array(blobs.map(Base64.encode))
    }
  }

  /// Little-endian elements; those of BYTES with their length before them.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .floats(let values):
      unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    case .doubles(let values):
      unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    case .texts(let texts):
      for text in texts { Self.append(text.utf8, to: &bytes) }
    case .blobs(let blobs):
      for blob in blobs { Self.append(blob, to: &bytes) }
    }
  }

  private static func append(_ element: some Collection<UInt8>, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] {
      bytes.append(UInt8(truncatingIfNeeded: element.count >> shift))
    }
    bytes += element
  }
}

extension Event {
  fileprivate func label(of port: Int) -> String? {
    switch self {
    case .segment(port, _, _, let label, _): label ?? ""
    case .label(port, _, let label, _, _): label
    default: nil
    }
  }

  fileprivate func score(of port: Int) -> Float? {
    switch self {
    case .segment(port, _, _, _, let score): score
    case .label(port, _, _, let score, _): score
    default: nil
    }
  }

  fileprivate func time(of port: Int) -> Double? {
    switch self {
    case .vector(port, let time, _): time
    case .label(port, let time, _, _, _): time
    default: nil
    }
  }
}
