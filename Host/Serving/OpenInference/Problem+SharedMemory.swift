import JSON
import Plugins

/// Triton's clients may put tensors into memory that they share with a server of their machine.
extension Problem {
  /// For an input or an output that is to lie there.
  static func sharedMemory(_ tensor: String, _ region: JSONValue) -> Problem {
    .badRequest(
      "tensor '\(tensor)' is to be in the shared memory \(shown(region.string ?? "")), which this "
        + "host does not have; send it with the request, and take it from the answer")
  }

  /// For the requests that tell the server of such memory.
  init?(sharedMemory path: String) {
    guard path.hasPrefix("/v2/systemsharedmemory") || path.hasPrefix("/v2/cudasharedmemory") else {
      return nil
    }
    self.init(
      501, "not-implemented",
      "this host shares no memory with its clients; send tensors with the request")
  }
}
