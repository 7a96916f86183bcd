import CInference

extension Runtime {
  func metadata(of session: Owned) throws(Complaint) -> Metadata {
    let data = try unsafe make(release: api.release_metadata) { data in
      unsafe api.get_metadata(session.pointer, &data)
    }
    var version: Int64 = 0
    try unsafe check(api.get_version(data.pointer, &version))
    return Metadata(
      producer: try unsafe text { unsafe api.get_producer(data.pointer, allocator, &$0) } ?? "",
      graph: try unsafe text { unsafe api.get_graph_name(data.pointer, allocator, &$0) } ?? "",
      domain: try unsafe text { unsafe api.get_domain(data.pointer, allocator, &$0) } ?? "",
      description: try unsafe text { unsafe api.get_description(data.pointer, allocator, &$0) }
        ?? "",
      version: version, custom: try custom(data))
  }

  private func custom(_ data: Owned) throws(Complaint) -> [String: String] {
    var keys: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var count: Int64 = 0
    try unsafe check(api.get_custom_keys(data.pointer, allocator, &keys, &count))
    guard let keys = unsafe keys else { return [:] }
    var names: [String] = []
    for index in 0..<Int(count) {
      guard let key = unsafe keys[index] else { continue }
      unsafe names.append(String(cString: key))
      unsafe free(key)
    }
    unsafe free(keys)
    var custom: [String: String] = [:]
    for name in names {
      custom[name] = try unsafe text { text in
        unsafe api.get_custom_value(data.pointer, allocator, name, &text)
      }
    }
    return custom
  }
}
