/// Reads OpenCV's XML of a cascade: the format "opencv-cascade-classifier", features of type HAAR.
package struct CascadeReader {
  /// Why a file is no cascade: a clause that follows the file's name.
  package struct Failure: Error, Equatable {
    package var reason: String

    package init(reason: String) { self.reason = reason }
  }

  private var width = 0
  private var height = 0
  private var threshold: Float = 0
  private var trees: [Cascade.Tree] = []
  private var nodes: [Cascade.Node] = []
  private var stages: [Cascade.Stage] = []
  private var parts: [Cascade.Part] = []
  private var features: [[Cascade.Part]] = []

  private init() {}

  package static func read(_ xml: [UInt8]) throws(Failure) -> Cascade {
    var reader = CascadeReader()
    try reader.scan(xml)
    return try reader.cascade()
  }

  /// Calls `end` for every element that ends, with the text that stands directly before its end.
  private mutating func scan(_ xml: [UInt8]) throws(Failure) {
    var open: [String] = []
    var place = 0
    while let start = xml[place...].firstIndex(of: UInt8(ascii: "<")) {
      let text = xml[place..<start]
      let isComment = xml[start...].starts(with: Array("<!--".utf8))
      guard let stop = Self.end(of: start, in: xml, isComment: isComment) else {
        throw Failure(reason: "ends in the middle of a tag")
      }
      place = stop + 1
      let tag = xml[start + 1..<stop]
      guard let first = tag.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?") else {
        continue
      }
      if first == UInt8(ascii: "/") {
        guard let name = open.popLast(), name.utf8.elementsEqual(tag.dropFirst()) else {
          throw Failure(reason: "has tags that do not match")
        }
        try end(name, in: open.last ?? "", String(decoding: text, as: UTF8.self))
      } else if tag.last != UInt8(ascii: "/") {
        open.append(String(decoding: tag.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self))
      }
    }
    if !open.isEmpty { throw Failure(reason: "is cut off") }
  }

  private static func end(of start: Int, in xml: [UInt8], isComment: Bool) -> Int? {
    var stop = start
    while let next = xml[(stop + 1)...].firstIndex(of: UInt8(ascii: ">")) {
      if !isComment || xml[..<next].suffix(2).elementsEqual("--".utf8) { return next }
      stop = next
      if stop + 1 >= xml.count { return nil }
    }
    return nil
  }

  private mutating func end(
    _ name: String, in parent: String, _ text: String
  ) throws(Failure) {
    switch name {
    case "width": width = try Self.numbers(text, 1).map { Int($0) }[0]
    case "height": height = try Self.numbers(text, 1).map { Int($0) }[0]
    case "stageThreshold": threshold = try Self.numbers(text, 1)[0]
    case "internalNodes":
      let values = try Self.numbers(text, nil)
      nodes = []
      for start in stride(from: 0, to: values.count - 3, by: 4) {
        let indices = values[start..<start + 3].map { Int($0) }
        nodes.append(
          Cascade.Node(
            left: indices[0], right: indices[1], feature: indices[2], threshold: values[start + 3]))
      }
    case "leafValues":
      trees.append(Cascade.Tree(nodes: nodes, leaves: try Self.numbers(text, nil)))
    case "weakClassifiers":
      stages.append(Cascade.Stage(threshold: threshold, trees: trees))
      trees = []
    case "_" where parent == "rects":
      let values = try Self.numbers(text, 5)
      let sides = values[..<4].map { Int($0) }
      parts.append(
        Cascade.Part(
          x: sides[0], y: sides[1], width: sides[2], height: sides[3], weight: values[4]))
    case "rects":
      features.append(parts)
      parts = []
    case "tilted":
      if try Self.numbers(text, 1)[0] != 0 { throw Failure(reason: "has tilted features") }
    default: break
    }
  }

  /// Numbers that fit into 24 bits, so that each may become an index.
  private static func numbers(_ text: String, _ count: Int?) throws(Failure) -> [Float] {
    let words = text.split { " \n\r\t".contains($0) }
    let numbers = words.compactMap { word in
      Float(word.last == "." ? word.dropLast() : word).flatMap { abs($0) < 16_777_216 ? $0 : nil }
    }
    if numbers.count != words.count || count.map({ $0 != numbers.count }) ?? false {
      throw Failure(reason: "has '\(text.prefix(40))' where numbers should be")
    }
    return numbers
  }

  /// Checks every index, so that the search needs not.
  private func cascade() throws(Failure) -> Cascade {
    guard (4...256).contains(width), (4...256).contains(height), !stages.isEmpty else {
      throw Failure(reason: "is no cascade of Haar features")
    }
    let trees = stages.flatMap(\.trees)
    guard features.allSatisfy(fits), trees.allSatisfy(fits) else {
      throw Failure(reason: "has parts that do not fit together")
    }
    return Cascade(width: width, height: height, stages: stages, features: features)
  }

  private func fits(_ parts: [Cascade.Part]) -> Bool {
    if parts.isEmpty || parts.count > 4 { return false }
    return parts.allSatisfy { part in
      part.x >= 0 && part.y >= 0 && part.width > 0 && part.height > 0
        && part.x + part.width <= width && part.y + part.height <= height
    }
  }

  private func fits(_ tree: Cascade.Tree) -> Bool {
    if tree.nodes.isEmpty { return false }
    for (index, node) in tree.nodes.enumerated() {
      guard features.indices.contains(node.feature) else { return false }
      for next in [node.left, node.right] {
        // Nodes lead onwards alone, so that every way ends.
        let isKnown =
          next > 0
          ? next > index && next < tree.nodes.count : tree.leaves.indices.contains(-next)
        if !isKnown { return false }
      }
    }
    return true
  }
}
