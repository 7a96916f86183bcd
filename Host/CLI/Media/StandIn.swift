import Plugins

package struct ServerError: Error, Equatable, CustomStringConvertible {
  package var description: String { "" }
}
final class Server {
  init(engine: Engine) {}
  func start() throws(ServerError) -> UInt16 { 0 }
  func stop(within: Double) {}
}
struct Cutter {
  var file: String
  var folder: String
  var isExact: Bool
  var overwrites: Bool
  func cut(_ s: [Segment]) throws(CommandError) -> [String] { [] }
}
enum CutCommand { static func run(_ i: Invocation) throws(CommandError) -> ExitCode { .success } }
