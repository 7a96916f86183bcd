import CJSON

extension JSONWriter {
  package mutating func null() {
    separate()
    unsafe cjson_put(&out, "null", 4)
    endValue()
  }

  package mutating func bool(_ value: Bool) {
    separate()
    if value { unsafe cjson_put(&out, "true", 4) } else { unsafe cjson_put(&out, "false", 5) }
    endValue()
  }

  package mutating func integer(_ value: some FixedWidthInteger & SignedInteger) {
    separate()
    unsafe cjson_put_int64(&out, Int64(value))
    endValue()
  }

  package mutating func integer(_ value: some FixedWidthInteger & UnsignedInteger) {
    separate()
    unsafe cjson_put_uint64(&out, UInt64(value))
    endValue()
  }

  /// The shortest digits that read back as the same double.
  package mutating func double(_ value: Double) {
    separate()
    unsafe cjson_put_double(&out, value)
    endValue()
  }

  /// The shortest digits that read back as the same float.
  package mutating func float(_ value: Float) {
    separate()
    unsafe cjson_put_float(&out, value)
    endValue()
  }

  package mutating func string(_ value: String) {
    separate()
    put(value)
    endValue()
  }

  /// Text that should be UTF-8; what is not becomes U+FFFD.
  package mutating func string(_ bytes: Span<UInt8>) {
    separate()
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe cjson_put_string(&out, bytes.baseAddress, bytes.count)
    }
    endValue()
  }

  /// A flat array, on one line also in pretty mode.
  package mutating func array<Element: JSONElement>(_ elements: Span<Element>) {
    separate()
    unsafe elements.withUnsafeBufferPointer { elements in
      unsafe cjson_put_array(&out, Element.jsonType, elements.baseAddress, elements.count)
    }
    endValue()
  }

  package mutating func array<Element: JSONElement>(_ elements: [Element]) {
    // Not by way of its span: where this is inlined, 6.3.1 frees a literal before the span's end.
    separate()
    unsafe elements.withUnsafeBufferPointer { elements in
      unsafe cjson_put_array(&out, Element.jsonType, elements.baseAddress, elements.count)
    }
    endValue()
  }

  /// A flat array of the elements whose bytes these are.
  package mutating func array<Element: JSONElement>(
    _ bytes: UnsafeRawBufferPointer, of type: Element.Type
  ) {
    separate()
    let count = bytes.count / MemoryLayout<Element>.stride
    unsafe cjson_put_array(&out, Element.jsonType, bytes.baseAddress, count)
    endValue()
  }

  package mutating func array(_ strings: [String]) {
    beginArray()
    for string in strings { self.string(string) }
    endArray()
  }

  /// A parsed value, written again.
  package mutating func value(_ value: JSONValue) {
    switch value.kind {
    case .null: null()
    case .bool: bool(value.bool == true)
    case .number:
      if value.isUnsigned {
        integer(value.uint64 ?? 0)
      } else if value.isInteger {
        integer(value.int64 ?? 0)
      } else {
        double(value.double ?? 0)
      }
    case .string: _ = value.withString { bytes in string(bytes) }
    case .array:
      beginArray()
      for element in value.elements { self.value(element) }
      endArray()
    case .object:
      beginObject()
      for (key, member) in value.members {
        self.key(key)
        self.value(member)
      }
      endObject()
    }
  }
}
