/// What `plugins.yaml` says: the host's own settings and every plugin, in the order of the file.
package struct HostSettings: Equatable, Sendable {
  package var address = "127.0.0.1"
  package var port = 8080
  /// Threads that serve the network.
  package var threads = 2
  /// Connections at the same time; further ones wait in the kernel's queue.
  package var connections = 1024
  /// Folders that are searched for libraries.
  package var libraries: [String] = []
  /// Bytes of one request's body.
  package var bodyLimit = 64 << 30
  /// Bytes of a body that are kept in memory; what is longer goes to a file in `spool`.
  package var bodyMemory = 1 << 20
  /// Folder for bodies on their way; files there have no name.
  package var spool = "/tmp"
  /// Media runs at the same time; further ones wait.
  package var mediaRuns = 2
  /// Folders from which `POST /v1/run` may open files by path; empty: none.
  package var mediaRoots: [String] = []
  /// What modules have to set.
  package var modules = ModuleValues()
  package var plugins: [PluginSettings] = []

  package init() {}
}
