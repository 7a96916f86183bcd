import JSON

/// What a server has answered.
struct HTTPAnswer {
  var status: Int
  /// Names in lower case.
  var headers: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONNode {
    get throws { try JSONNode(parsing: body) }
  }

  /// "400 bad-request: the sentence"
  var problem: String {
    guard let node = try? json, let error = node["error"]?.string,
      let code = node["code"]?.string
    else { return "\(status) \(text)" }
    return "\(status) \(code): \(error)"
  }
}
