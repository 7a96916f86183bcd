/// One HTTP request.
struct HTTPRequest {
  var method = "GET"
  var url: String
  /// `Name: value`.
  var headers: [String] = []
  var body: HTTPBody?
}

/// The body of a request, fetched while it is sent.
struct HTTPBody {
  /// Bytes; nil where it is not known before the end.
  var length: Int?
  /// The next bytes, any number but none; nil at the end. May block.
  var next: () throws(CommandError) -> [UInt8]?

  init(length: Int?, next: @escaping () throws(CommandError) -> [UInt8]?) {
    self.length = length
    self.next = next
  }

  init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes.isEmpty ? nil : bytes
    self.init(length: bytes.count) { () throws(CommandError) in
      defer { rest = nil }
      return rest
    }
  }
}

/// What comes before the body of an answer.
struct HTTPAnswer {
  var status: Int
  var contentType: String
}
