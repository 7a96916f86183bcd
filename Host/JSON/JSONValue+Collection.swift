import CJSON

extension JSONValue {
  /// The member of an object, or nil where this is no object or has no such key.
  package subscript(key: StaticString) -> JSONValue? {
    unsafe find(key.utf8Start, key.utf8CodeUnitCount)
  }

  /// The member of an object whose key is known only now.
  package func member(_ key: String) -> JSONValue? {
    var key = key
    return key.withUTF8 { key in
      guard let start = key.baseAddress else { return unsafe find(strings, 0) }
      return unsafe find(start, key.count)
    }
  }

  /// The element of an array at `position`, or nil; walks over those before it.
  package subscript(position: Int) -> JSONValue? {
    var rest = elements.makeIterator()
    for _ in 0..<position where rest.next() == nil { return nil }
    return rest.next()
  }

  private func find(_ key: UnsafePointer<UInt8>, _ length: Int) -> JSONValue? {
    guard mark == UInt8(ascii: "{") else { return nil }
    let found = unsafe cjson_find(tape, strings, index, key, length)
    return found == 0 ? nil : value(at: found)
  }

  /// The elements of an array; none where this is no array.
  package var elements: Elements {
    Elements(at: mark == UInt8(ascii: "[") ? value(at: index + 1) : nil)
  }

  /// The members of an object in their order; none where this is no object.
  package var members: Members {
    Members(at: mark == UInt8(ascii: "{") ? value(at: index + 1) : nil)
  }

  /// Elements of an array or members of an object; walks over them.
  package var count: Int {
    var count = 0
    for _ in elements { count += 1 }
    for _ in members { count += 1 }
    return count
  }

  /// The value behind this one in its container, or the container's end.
  private var following: JSONValue { value(at: unsafe cjson_next(tape, index)) }

  package struct Elements: Sequence, IteratorProtocol {
    fileprivate var at: JSONValue?

    package mutating func next() -> JSONValue? {
      guard let current = at, current.mark != UInt8(ascii: "]") else { return nil }
      at = current.following
      return current
    }
  }

  package struct Members: Sequence, IteratorProtocol {
    fileprivate var at: JSONValue?

    package mutating func next() -> (key: String, value: JSONValue)? {
      guard let key = at, let text = key.string else { return nil }
      let value = key.following
      at = value.following
      return (text, value)
    }
  }
}
