/// Builds the tree of a YAML file that holds one document, and collects what the manifest does
/// not have: anchors, aliases, tags, keys that are no text, keys that occur twice.
struct YamlTree {
  private static let maximumDepth = 16

  private let parser: YamlParser
  /// Faults that did not stop the reading.
  private(set) var faults: [YamlFault] = []

  /// The document of `utf8`, or nil where it is empty or no YAML; then there are faults.
  static func read(_ utf8: [UInt8]) -> (root: YamlNode?, faults: [YamlFault]) {
    var tree = YamlTree(parser: YamlParser(utf8))
    do throws(YamlFault) {
      let root = try tree.document()
      return (root, tree.faults)
    } catch {
      return (nil, tree.faults + [error])
    }
  }

  private init(parser: YamlParser) {
    self.parser = parser
  }

  private mutating func document() throws(YamlFault) -> YamlNode? {
    guard case .documentStart = try parser.next().kind else {
      let mark = YamlMark(line: 1, column: 1)
      faults.append(
        YamlFault(mark: mark, message: "the file is empty; it begins with 'version: 1'"))
      return nil
    }
    let root = try node(try parser.next(), depth: 0)
    _ = try parser.next()
    let after = try parser.next()
    if case .documentStart = after.kind {
      faults.append(
        YamlFault(mark: after.mark, message: "a second document starts here; a manifest is one"))
    }
    return root
  }

  private mutating func node(
    _ first: YamlParser.Event, depth: Int
  ) throws(YamlFault) -> YamlNode {
    let mark = first.mark
    if depth > Self.maximumDepth {
      throw YamlFault(mark: mark, message: "nested more than \(Self.maximumDepth) levels deep")
    }
    if let foreign = first.foreign {
      // Refused rather than followed: a few lines of them can stand for gigabytes.
      faults.append(
        YamlFault(mark: mark, message: "\(foreign) is not read here; write the value out"))
    }
    switch first.kind {
    case .scalar(let text, let isQuoted):
      return YamlNode(mark: mark, content: .scalar(text, isQuoted: isQuoted))
    case .sequenceStart:
      return YamlNode(mark: mark, content: .sequence(try sequence(depth)))
    case .mappingStart:
      return YamlNode(mark: mark, content: .mapping(try mapping(depth)))
    default:
      return YamlNode(mark: mark, content: .invalid)
    }
  }

  private mutating func sequence(_ depth: Int) throws(YamlFault) -> [YamlNode] {
    var nodes: [YamlNode] = []
    while true {
      let next = try parser.next()
      if case .sequenceEnd = next.kind { return nodes }
      nodes.append(try node(next, depth: depth + 1))
    }
  }

  private mutating func mapping(_ depth: Int) throws(YamlFault) -> [YamlEntry] {
    var entries: [YamlEntry] = []
    var lines: [String: Int] = [:]
    while true {
      let next = try parser.next()
      if case .mappingEnd = next.kind { return entries }
      let key = try node(next, depth: depth + 1)
      let value = try node(try parser.next(), depth: depth + 1)
      guard case .scalar(let text, _) = key.content else {
        if case .invalid = key.content { continue }
        faults.append(YamlFault(mark: key.mark, message: "a key is a word, not \(key.kind)"))
        continue
      }
      if let line = lines.updateValue(key.mark.line, forKey: text) {
        faults.append(
          YamlFault(mark: key.mark, message: "'\(text)' is already set in line \(line)"))
        continue
      }
      entries.append(YamlEntry(key: text, mark: key.mark, value: value))
    }
  }
}
