import Glibc

/// A request's method, as far as any route has one.
package enum Method: String, CaseIterable, Sendable {
  case post = "POST"
  case get = "GET"
  case head = "HEAD"
  case put = "PUT"
  case delete = "DELETE"
  case options = "OPTIONS"

  /// Without making a `String`: it is read for every request.
  init?(_ name: UnsafePointer<CChar>) {
    if unsafe strcmp(name, "POST") == 0 {
      self = .post
    } else if unsafe strcmp(name, "GET") == 0 {
      self = .get
    } else {
      self.init(rawValue: unsafe String(cString: name))
    }
  }
}
