import JSON
import Serving

/// A stretch of a recording, in seconds.
package struct Segment: Equatable, Sendable {
  package var start: Double
  package var stop: Double
  package var label: String?

  package init(start: Double, stop: Double, label: String? = nil) {
    self.start = start
    self.stop = stop
    self.label = label
  }
}

extension Segment {
  /// The stretches in what `run --format json` or a POST to /v1/run printed: in the answer of one
  /// plugin or of several, in a list of stretches, or in the lines of NDJSON.
  static func all(in text: String, named name: String) throws(CommandError) -> [Segment] {
    var segments: [Segment] = []
    do throws(JSONError) {
      collect(try JSONNode(parsing: text), into: &segments)
    } catch {
      let lines = text.split(whereSeparator: \.isNewline)
      for line in lines {
        guard lines.count > 1, let node = try? JSONNode(parsing: String(line)) else {
          throw CommandError(.badInput, "\(name) is no JSON: \(error)")
        }
        collect(node, into: &segments)
      }
    }
    for segment in segments where segment.start < 0 || segment.stop <= segment.start {
      throw CommandError(
        .badInput,
        "\(name): a stretch from \(segment.start.shortText) to \(segment.stop.shortText) s cannot be cut"
      )
    }
    return segments.sorted { ($0.start, $0.stop) < ($1.start, $1.stop) }
  }

  private static func collect(_ node: JSONNode, into segments: inout [Segment]) {
    if let start = node["start"]?.double, let stop = node["stop"]?.double {
      segments.append(Segment(start: start, stop: stop, label: node["label"]?.string))
    } else {
      for element in node.elements ?? [] { collect(element, into: &segments) }
      for member in node.members ?? [] { collect(member.value, into: &segments) }
    }
  }
}
