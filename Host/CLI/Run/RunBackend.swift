import Plugins

/// Where runs are done: in this process, or on another host.
package protocol RunBackend: AnyObject, Sendable {
  /// The plugins of these names, ready to run.
  func plugins(_ names: [String]) throws(CommandError) -> [RunPlugin]

  /// Runs over one file, or over the texts alone where `file` is nil; returns when the run is
  /// over. What comes out goes to `collector`, up to its `finished`.
  func run(_ job: RunJob, into collector: RunCollector) throws(CommandError)

  /// Gives up the present run. From any thread.
  func cancel()

  /// Ends what `plugins` has started.
  func stop()
}

/// One run of plugins over one file.
package struct RunJob: Sendable {
  var file: String?
  var plugins: [RunPlugin]
  /// By the name of the text port.
  var texts: [String: [String]]
  /// Seconds.
  var timeout: Double?

  package init(
    file: String?, plugins: [RunPlugin], texts: [String: [String]], timeout: Double? = nil
  ) {
    self.file = file
    self.plugins = plugins
    self.texts = texts
    self.timeout = timeout
  }
}
