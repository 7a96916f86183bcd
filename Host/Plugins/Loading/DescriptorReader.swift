import PatchbayABI

/// A descriptor that does not keep to the contract: a sentence that names the field.
struct BadDescriptor: Error, Equatable {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Copies a plugin's static descriptor into a `Description`, checking every field.
///
/// Runs where a crash does no harm: in a probe or a worker, or inline for trusted plugins.
enum DescriptorReader {
  static let mostPorts = 64
  static let mostParameters = 256
  static let mostDimensions = 65536

  @unsafe static func read(
    _ pointer: UnsafePointer<patchbay_descriptor>?
  ) throws(BadDescriptor) -> Description {
    guard let pointer = unsafe pointer else {
      throw BadDescriptor("patchbay_plugin() returned NULL")
    }
    let size = unsafe Int(pointer.pointee.struct_size)
    let major = unsafe pointer.pointee.abi_major
    guard major == UInt32(PATCHBAY_ABI_MAJOR) else {
      throw BadDescriptor("its descriptor says ABI major \(major), its ELF note says otherwise")
    }
    guard unsafe size >= MemoryLayout<patchbay_descriptor>.size, size < 65536 else {
      throw BadDescriptor("struct_size of its descriptor is \(size)")
    }
    let raw = unsafe pointer.pointee
    guard unsafe raw.create != nil, unsafe raw.destroy != nil, unsafe raw.open != nil,
      unsafe raw.finish != nil, unsafe raw.close != nil
    else { throw BadDescriptor("create, destroy, open, finish or close is NULL") }
    let description = try unsafe Description(
      name: identifier(raw.name, "the plugin's name"),
      version: text(raw.version, "version"), summary: text(raw.summary, "summary"),
      author: text(raw.author, "author"), licence: text(raw.licence, "licence"),
      abi: ABIVersion(major: raw.abi_major, minor: raw.abi_minor),
      inputs: list(raw.inputs, raw.input_count, mostPorts, "input", input),
      outputs: list(raw.outputs, raw.output_count, mostPorts, "output", output),
      parameters: list(
        raw.parameters, raw.parameter_count, mostParameters, "parameter", parameter),
      maxSessions: Int(raw.max_sessions), isThreadSafe: raw.flags & PATCHBAY_THREAD_SAFE != 0,
      isPrompt: raw.flags & PATCHBAY_PROMPT != 0)
    try unsafe checkWhole(description, raw)
    return description
  }

  // MARK: The whole

  @unsafe private static func checkWhole(
    _ description: Description, _ raw: patchbay_descriptor
  ) throws(BadDescriptor) {
    try checkUnique(description.inputs.map(\.name), "inputs")
    try checkUnique(description.outputs.map(\.name), "outputs")
    try checkUnique(description.parameters.map(\.name), "parameters")
    guard !description.outputs.isEmpty else { throw BadDescriptor("it declares no output") }
    for input in description.inputs {
      let function: (name: String, isMissing: Bool)
      switch input.kind {
      case .frame(let wish) where wish.sampling == .packetsOnly:
        function = unsafe ("push_packets", raw.push_packets == nil)
      case .frame: function = unsafe ("push_frame", raw.push_frame == nil)
      case .audio: function = unsafe ("push_audio", raw.push_audio == nil)
      case .text: function = unsafe ("push_text", raw.push_text == nil)
      }
      if function.isMissing {
        throw BadDescriptor("input '\(input.name)' is declared, but \(function.name) is NULL")
      }
      guard case .frame(let wish) = input.kind, let name = wish.samplingParameter else { continue }
      guard description.parameters.contains(where: { $0.name == name && $0.kind == .number })
      else {
        throw BadDescriptor(
          "input '\(input.name)' names '\(name)' as its sampling parameter; it has no such number")
      }
    }
  }

  private static func checkUnique(_ names: [String], _ what: String) throws(BadDescriptor) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw BadDescriptor("two \(what) are named '\(name)'")
    }
  }

  // MARK: Parts

  @unsafe static func list<Raw, Item>(
    _ pointers: UnsafePointer<UnsafePointer<Raw>?>?, _ count: UInt32, _ most: Int, _ what: String,
    _ read: (Raw, String) throws(BadDescriptor) -> Item
  ) throws(BadDescriptor) -> [Item] {
    guard count <= most else { throw BadDescriptor("it declares \(count) \(what)s") }
    guard count > 0 else { return [] }
    guard let pointers = unsafe pointers else {
      throw BadDescriptor("it declares \(count) \(what)s, but the list is NULL")
    }
    var items: [Item] = []
    for index in 0..<Int(count) {
      guard let pointer = unsafe pointers[index] else {
        throw BadDescriptor("\(what) \(index) is NULL")
      }
      let size = unsafe Int(
        UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
      guard size >= MemoryLayout<Raw>.size, size < 65536 else {
        throw BadDescriptor("struct_size of \(what) \(index) is \(size)")
      }
      items.append(try unsafe read(pointer.pointee, "\(what) \(index)"))
    }
    return items
  }

  @unsafe static func text(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(BadDescriptor) -> String {
    guard let pointer = unsafe pointer else { throw BadDescriptor("\(what) is NULL") }
    var count = 0
    while unsafe pointer[count] != 0 {
      count += 1
      guard count <= 65536 else { throw BadDescriptor("\(what) has no end") }
    }
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: count)
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw BadDescriptor("\(what) is not UTF-8")
    }
    return text
  }

  @unsafe static func identifier(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(BadDescriptor) -> String {
    let name = try unsafe text(pointer, what)
    guard isIdentifier(name) else {
      throw BadDescriptor("\(what) is '\(name)'; names have letters a-z, digits and '-' only")
    }
    return name
  }

  @unsafe static func texts(
    _ pointers: UnsafePointer<UnsafePointer<CChar>?>?, _ count: UInt32, _ what: String
  ) throws(BadDescriptor) -> [String] {
    guard count <= mostDimensions else { throw BadDescriptor("\(what) has \(count) entries") }
    guard count > 0 else { return [] }
    guard let pointers = unsafe pointers else { throw BadDescriptor("\(what) is NULL") }
    var found: [String] = []
    for index in 0..<Int(count) {
      found.append(try unsafe text(pointers[index], "entry \(index) of \(what)"))
    }
    return found
  }
}
