import Glibc
import Plugins

/// An address and port to listen on, as `127.0.0.1:8080` or `[::1]:8080`.
package struct ListenAddress: CustomStringConvertible {
  package static let form = "an address and a port, such as 127.0.0.1:8080 or [::1]:8080"

  static let rule = ManifestRule<ListenAddress>(form: form) {
    text throws(ManifestRule<ListenAddress>.Mismatch) in
    if let address = ListenAddress(text) { return address }
    let port = text.hasPrefix(":") ? String(text.dropFirst()) : text
    if let port = UInt16(port), port > 0 { throw .init(closest: "127.0.0.1:\(port)") }
    throw .init(closest: ListenAddress(text + ":8080") == nil ? nil : text + ":8080")
  } write: {
    $0.description
  }

  /// IPv4 or IPv6, in numbers.
  package var host: String
  /// 0: any free port.
  package var port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard let port = UInt16(digits), digits.allSatisfy(\.isNumber) else { return nil }
    var host = String(text[..<colon])
    if host == "localhost" { host = "127.0.0.1" }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = String(host.dropFirst().dropLast()) }
    guard Self.isAddress(host, isBracketed ? AF_INET6 : AF_INET) else { return nil }
    self.init(host: host, port: Int(port))
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  private static func isAddress(_ host: String, _ family: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16)
    return unsafe inet_pton(family, host, &bytes) == 1
  }
}
