/// A JSON document as a tree: for documents that are built or read once, off the hot path.
///
/// Equality regards the order of an object's members.
package enum JSONNode: Equatable, Sendable {
  case object([Member])
  case array([JSONNode])
  case string(String)
  case integer(Int64)
  case number(Double)
  case bool(Bool)
  case null

  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSONNode

    package init(key: String, value: JSONNode) {
      self.key = key
      self.value = value
    }
  }

  /// The member of an object; setting one replaces it or adds it at the end, nil removes it.
  /// Setting does nothing where this is no object.
  package subscript(key: String) -> JSONNode? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let position = members.firstIndex { $0.key == key }
      switch (position, newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): members.remove(at: position)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): return
      }
      self = .object(members)
    }
  }

  /// The element of an array, or nil.
  package subscript(position: Int) -> JSONNode? {
    guard let elements, elements.indices.contains(position) else { return nil }
    return elements[position]
  }

  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  package var elements: [JSONNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  package var int: Int? {
    if case .integer(let integer) = self { Int(integer) } else { nil }
  }

  package var double: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}
