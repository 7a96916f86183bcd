import Plugins

package struct ServerError: Error, Equatable, CustomStringConvertible {
  package var description: String { "" }
}
final class Server {
  init(engine: Engine) {}
  func start() throws(ServerError) -> UInt16 { 0 }
  func stop(within: Double) {}
}
