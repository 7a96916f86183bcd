extension JSONNode {
  /// Parses `text`.
  package init(parsing text: String) throws(JSONError) {
    let parser = JSONParser()
    self.init(try parser.parse(text))
    withExtendedLifetime(parser) {}
  }

  package init(parsing bytes: [UInt8]) throws(JSONError) {
    let parser = JSONParser()
    self.init(try parser.parse(bytes))
    withExtendedLifetime(parser) {}
  }

  /// Copies a parsed value.
  package init(_ value: JSONValue) {
    switch value.kind {
    case .object:
      self = .object(value.members.map { Member(key: $0.key, value: JSONNode($0.value)) })
    case .array: self = .array(value.elements.map { JSONNode($0) })
    case .string: self = .string(value.string ?? "")
    case .bool: self = .bool(value.bool == true)
    case .null: self = .null
    case .number:
      if value.isInteger, let integer = value.int64 {
        self = .integer(integer)
      } else {
        self = .number(value.double ?? 0)
      }
    }
  }

  /// The document as text: on one line, or indented for people.
  package func text(isPretty: Bool = false) -> String {
    var writer = JSONWriter(isPretty: isPretty)
    writer.node(self)
    return writer.text
  }
}

extension JSONWriter {
  package mutating func node(_ node: JSONNode) {
    switch node {
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.node(member.value)
      }
      endObject()
    case .array(let elements):
      beginArray()
      for element in elements { self.node(element) }
      endArray()
    case .string(let string): self.string(string)
    case .integer(let integer): self.integer(integer)
    case .number(let number): double(number)
    case .bool(let bool): self.bool(bool)
    case .null: null()
    }
  }
}
