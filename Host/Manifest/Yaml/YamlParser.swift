import CYaml

/// The events of one YAML document, from libyaml.
///
/// Belongs to one thread. Source: https://pyyaml.org/wiki/LibYAML.
@safe final class YamlParser {
  struct Event {
    enum Kind {
      case streamEnd, documentStart, documentEnd
      case scalar(String, isQuoted: Bool)
      case sequenceStart, sequenceEnd, mappingStart, mappingEnd
      case alias
    }

    var kind: Kind
    /// Where it begins.
    var mark: YamlMark
    /// "an anchor", "an alias" or "a tag": what YAML has and the manifest has not.
    var foreign: String?
  }

  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  /// libyaml reads from here for as long as it parses.
  private let text: UnsafeMutableBufferPointer<UInt8>

  init(_ utf8: [UInt8]) {
    unsafe text = .allocate(capacity: max(utf8.count, 1))
    _ = unsafe text.initialize(from: utf8)
    guard unsafe yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, utf8.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next event; the C function is `yaml_parser_parse`.
  func next() throws(YamlFault) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw fault() }
    defer { unsafe yaml_event_delete(&event) }
    let mark = unsafe YamlMark(event.start_mark)
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return try next()
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: mark)
    case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, mark: mark)
    case YAML_ALIAS_EVENT: return Event(kind: .alias, mark: mark, foreign: "an alias")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let kind = unsafe Event.Kind.scalar(
        String(decoding: bytes, as: UTF8.self), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
      return unsafe Event(kind: kind, mark: mark, foreign: foreign(scalar.anchor, scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      let foreign = unsafe foreign(start.anchor, start.tag)
      return Event(kind: .sequenceStart, mark: mark, foreign: foreign)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      let foreign = unsafe foreign(start.anchor, start.tag)
      return Event(kind: .mappingStart, mark: mark, foreign: foreign)
    case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: mark)
    case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: mark)
    default: return Event(kind: .streamEnd, mark: mark)
    }
  }

  private func foreign(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> String? {
    if unsafe anchor != nil { return "an anchor" }
    return unsafe tag == nil ? nil : "a tag"
  }

  private func fault() -> YamlFault {
    let state = unsafe parser.pointee
    guard unsafe state.error != YAML_READER_ERROR else {
      // Reader errors carry an offset and no mark; the file is known to be UTF-8 by now.
      let byte = unsafe String(state.problem_value, radix: 16, uppercase: true)
      return unsafe YamlFault(
        mark: place(ofByte: state.problem_offset),
        message: "the control character 0x\(byte) is not allowed; remove it")
    }
    let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "not YAML"
    let context = unsafe state.context.map { unsafe String(cString: $0) } ?? ""
    return unsafe YamlFault(
      problem: problem, at: YamlMark(state.problem_mark), character(at: state.problem_mark),
      context: context, at: YamlMark(state.context_mark))
  }

  private func place(ofByte offset: Int) -> YamlMark {
    let before = unsafe String(decoding: text.prefix(offset), as: UTF8.self)
    return YamlMark(endOf: before)
  }

  /// The character at a mark, which counts characters and not bytes.
  private func character(at mark: yaml_mark_t) -> Character? {
    let scalars = unsafe String(decoding: text, as: UTF8.self).unicodeScalars
    return scalars.dropFirst(mark.index).first.map(Character.init)
  }
}

extension YamlMark {
  init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }

  /// Where a text that begins the file ends.
  init(endOf text: String) {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    self.init(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }
}
