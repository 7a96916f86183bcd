import CInference

/// What a session is opened with, and what it says of its model.
extension Runtime {
  func sessionOptions(threads: Int) throws(Complaint) -> Owned {
    let options = try unsafe make(release: api.release_session_options) { options in
      unsafe api.create_session_options(&options)
    }
    try unsafe check(api.set_intra_op_threads(options.pointer, Int32(clamping: threads)))
    try unsafe check(api.set_inter_op_threads(options.pointer, 1))
    // A thread that waits for work must not take a core from the other plugins.
    try unsafe check(
      api.add_config_entry(options.pointer, "session.intra_op.allow_spinning", "0"))
    return options
  }

  func inputs(of session: Owned) throws(Complaint) -> [Port] {
    var count = 0
    try unsafe check(api.get_input_count(session.pointer, &count))
    var ports: [Port] = []
    for index in 0..<count {
      let name =
        try unsafe text { unsafe api.get_input_name(session.pointer, index, allocator, &$0) } ?? ""
      let type = try unsafe make(release: api.release_type_info) { type in
        unsafe api.get_input_type(session.pointer, index, &type)
      }
      guard let port = try port(name, type) else {
        throw Complaint(
          code: 1, text: "its input '\(name)' is no tensor, or one of a type that is not supported")
      }
      ports.append(port)
    }
    return ports
  }

  func outputs(of session: Owned) throws(Complaint) -> [Port] {
    var count = 0
    try unsafe check(api.get_output_count(session.pointer, &count))
    var ports: [Port] = []
    for index in 0..<count {
      let name =
        try unsafe text { unsafe api.get_output_name(session.pointer, index, allocator, &$0) } ?? ""
      let type = try unsafe make(release: api.release_type_info) { type in
        unsafe api.get_output_type(session.pointer, index, &type)
      }
      if let port = try port(name, type) { ports.append(port) }
    }
    return ports
  }

  /// Nil for what is no tensor, or a tensor of a type that there is no `ElementType` for.
  private func port(_ name: String, _ type: Owned) throws(Complaint) -> Port? {
    var info: OpaquePointer?
    try unsafe check(api.get_tensor_info(type.pointer, &info))
    guard let info = unsafe info else { return nil }
    var number: Int32 = 0
    try unsafe check(api.get_element_type(info, &number))
    guard let element = ElementType(rawValue: number) else { return nil }
    let shape = try unsafe dimensions(info)
    var names = unsafe [UnsafePointer<CChar>?](repeating: nil, count: shape.count)
    try unsafe check(api.get_dimension_names(info, &names, shape.count))
    return Port(
      name: name, type: element, shape: shape.map { $0 < 0 ? nil : $0 },
      dimensionNames: unsafe names.map { unsafe $0.map { unsafe String(cString: $0) } ?? "" })
  }

  func dimensions(_ info: OpaquePointer) throws(Complaint) -> [Int] {
    var rank = 0
    try unsafe check(api.get_rank(info, &rank))
    var sizes = [Int64](repeating: 0, count: rank)
    try unsafe check(api.get_dimensions(info, &sizes, rank))
    return sizes.map { Int($0) }
  }
}
