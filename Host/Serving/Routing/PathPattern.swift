/// A path with placeholders, such as `/v2/models/{model}/infer`.
package struct PathPattern: ExpressibleByStringLiteral, Equatable, Sendable, CustomStringConvertible
{
  enum Segment: Equatable, Sendable {
    case text([UInt8])
    case placeholder(String)
  }

  let segments: [Segment]
  /// Indices of the segments that are placeholders.
  let placeholders: [Int]
  package let description: String

  package init(stringLiteral pattern: String) { self.init(pattern) }

  package init(_ pattern: String) {
    description = pattern
    let segments: [Segment] = pattern.split(separator: "/").map { part in
      part.hasPrefix("{")
        ? .placeholder(String(part.dropFirst().dropLast())) : .text(Array(part.utf8))
    }
    self.segments = segments
    placeholders = segments.indices.filter {
      if case .placeholder = segments[$0] { true } else { false }
    }
  }

  /// Whether the path of `head` is one of these.
  func matches(_ head: borrowing RequestHead) -> Bool {
    guard head.segmentCount == segments.count else { return false }
    for index in segments.indices {
      if case .text(let text) = segments[index], !head.isSegment(index, text) { return false }
    }
    return true
  }
}
