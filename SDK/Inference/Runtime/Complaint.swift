/// An error as the library tells it.
struct Complaint: Error {
  /// 2: a bad argument; 3: no such file. Other codes differ from version to version.
  let code: Int32
  let text: String

  private static let longest = 400

  init(code: Int32, text: String) {
    self.code = code
    // Its texts have several lines, and name files of its sources and of ours with their folders.
    let words = text.split(whereSeparator: \.isWhitespace)
    let line = words.map { $0.hasPrefix("/") ? fileName(String($0)) : String($0) }
      .joined(separator: " ")
    self.text = line.count > Complaint.longest ? "\(line.prefix(Complaint.longest))..." : line
  }
}
