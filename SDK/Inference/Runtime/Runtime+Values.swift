import CInference

/// Tensors on their way into the library and out of it. They are copied, so no memory of ours must
/// outlive a call.
extension Runtime {
  func value(_ tensor: Tensor) throws(Complaint) -> Owned {
    let shape = tensor.shape.map { Int64($0) }
    let value = try unsafe make(release: api.release_value) { value in
      unsafe api.create_tensor(
        allocator, shape, shape.count, tensor.type.rawValue, &value)
    }
    if tensor.type == .string, let texts = tensor.array as? [String] {
      try unsafe withCStrings(texts) { pointers throws(Complaint) in
        try unsafe check(api.fill_strings(value.pointer, pointers, texts.count))
      }
    } else if tensor.count > 0 {
      var target: UnsafeMutableRawPointer?
      try unsafe check(api.get_tensor_data(value.pointer, &target))
      if let target = unsafe target { unsafe copy(tensor, tensor.type.element, to: target) }
    }
    return value
  }

  func tensor(_ value: OpaquePointer) throws(Complaint) -> Tensor {
    let info = try unsafe make(release: api.release_tensor_info) { info in
      unsafe api.get_tensor_shape(value, &info)
    }
    var number: Int32 = 0
    try unsafe check(api.get_element_type(info.pointer, &number))
    let shape = try unsafe dimensions(info.pointer)
    guard let type = ElementType(rawValue: number), let count = Tensor.count(of: shape) else {
      throw Complaint(code: 1, text: "an output is a tensor of a type that is not supported")
    }
    if type == .string { return Tensor(unchecked: try unsafe texts(value, count), shape) }
    var source: UnsafeMutableRawPointer?
    if count > 0 { try unsafe check(api.get_tensor_data(value, &source)) }
    return unsafe read(type.element, source, count, shape)
  }

  private func texts(_ value: OpaquePointer, _ count: Int) throws(Complaint) -> [String] {
    var length = 0
    try unsafe check(api.get_strings_length(value, &length))
    var bytes = [UInt8](repeating: 0, count: length)
    var offsets = [Int](repeating: 0, count: count)
    try unsafe check(api.get_strings(value, &bytes, length, &offsets, count))
    let ends = offsets.dropFirst() + [length]
    return zip(offsets, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
  }
}

private func copy<Element: TensorElement>(
  _ tensor: Tensor, _ element: Element.Type, to target: UnsafeMutableRawPointer
) {
  guard let values = tensor.array as? [Element] else { return }
  unsafe values.withUnsafeBytes { bytes in
    guard let start = bytes.baseAddress else { return }
    unsafe target.copyMemory(from: start, byteCount: bytes.count)
  }
}

private func read<Element: TensorElement>(
  _ element: Element.Type, _ source: UnsafeMutableRawPointer?, _ count: Int, _ shape: [Int]
) -> Tensor {
  guard let source = unsafe source else { return Tensor(unchecked: [Element](), shape) }
  if element == Bool.self {
    let bytes = unsafe UnsafeRawBufferPointer(start: source, count: count)
    return Tensor(unchecked: unsafe bytes.map { $0 != 0 }, shape)
  }
  let values = unsafe source.assumingMemoryBound(to: Element.self)
  return Tensor(
    unchecked: unsafe Array(UnsafeBufferPointer(start: values, count: count)), shape)
}

/// Lends texts as C strings, one pointer each.
@unsafe func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws(Complaint) -> Result
) throws(Complaint) -> Result {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(bytes.count)
    bytes += text.utf8CString
  }
  let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
  defer { unsafe memory.deallocate() }
  unsafe memory.initialize(from: bytes, count: bytes.count)
  return try unsafe body(starts.map { unsafe UnsafePointer(memory + $0) })
}
