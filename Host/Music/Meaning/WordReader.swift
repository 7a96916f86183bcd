import Catalogue
import Plugins
import Wire

/// Turns texts into vectors of their meaning, by the plugin `embed-text`. Any thread may call it.
package final class WordReader: Sendable {
  package static let name = MusicSettings.wordPlugin
  /// Texts in one call of the plugin, which take less than a second.
  static let batch = 32

  private let plugin: Plugin
  private let about: Description
  private let input: Int
  private let output: Int
  package var version: String { about.version }
  /// Calls that are answered at the same time.
  var instances: Int { plugin.settings.instances }

  /// - Throws: where the plugin is not there, or cannot be served, or is another one.
  package init(_ engine: Engine) throws(PluginError) {
    plugin = try Self.plugin(of: engine)
    guard let about = plugin.description else {
      throw PluginError(.notReady, "\(Self.name) is still being loaded; try again shortly")
    }
    let input = about.inputs.firstIndex { $0.kind == .text(many: true) }
    let output = about.outputs.firstIndex {
      if case .vectors = $0.kind { true } else { false }
    }
    guard let input, let output else {
      throw PluginError(
        .unsupportedMedia,
        "\(Self.name) does not turn texts into vectors; correct its library in the manifest")
    }
    (self.about, self.input, self.output) = (about, input, output)
  }

  private static func plugin(of engine: Engine) throws(PluginError) -> Plugin {
    let need = "what words mean is told by the plugin \(name), which"
    guard let plugin = engine.plugins.first(where: { $0.name == name }) else {
      throw PluginError(.unknownPlugin, "\(need) is not in the manifest; add it under 'plugins'")
    }
    switch plugin.state {
    case .ready, .degraded, .loading: return plugin
    case .disabled:
      throw PluginError(
        .disabled, "\(need) is disabled; set 'enabled: true' for it in the manifest")
    case .refused(let refusal):
      // It begins with the plugin's own name.
      let why = refusal.message.replacing("\(name): ", with: "", maxReplacements: 1)
      throw PluginError(.refused, "\(need) is not loaded: \(why)")
    case .quarantined(let why):
      throw PluginError(.quarantined, "\(need) is quarantined until it is loaded again: \(why)")
    }
  }

  /// A vector of length 1 for each text, in their order.
  package func vectors(
    of texts: [String], _ cancellation: Cancellation = Cancellation()
  ) throws(PluginError) -> [[Float]] {
    let receiver = VectorReceiver(port: output)
    let call = Call(
      parameters: try plugin.values(from: []),
      inputs: texts.map { .text(port: input, Payload(Array($0.utf8))) }, timeout: nil,
      for: about, receiver: receiver)
    guard cancellation.begin({ call.cancel() }) else {
      throw PluginError(.cancelled, "the request was cancelled")
    }
    defer { cancellation.end() }
    try plugin.submit(call)
    let vectors = try receiver.wait()
    guard vectors.count == texts.count else {
      throw PluginError(
        .failed,
        "\(Self.name) gave \(vectors.count) vectors for \(texts.count) texts; it must give one for"
          + " each")
    }
    return vectors
  }
}

/// Keeps the vectors that one call sends, until its end.
private final class VectorReceiver: CallReceiver, @unchecked Sendable {  // `lock` guards the rest
  private let port: Int
  private let lock = Lock()
  private var vectors: [[Float]] = []
  private var result: Result<CallTiming, PluginError>?

  init(port: Int) { self.port = port }

  func receive(_ event: Event) {
    guard case .vector(port, _, let values) = event else { return }
    lock.withLock { vectors.append(values) }
  }

  func ended(_ result: Result<CallTiming, PluginError>) {
    lock.withLock {
      self.result = result
      lock.notify()
    }
  }

  func wait() throws(PluginError) -> [[Float]] {
    try lock.withLock { () throws(PluginError) in
      while result == nil { lock.wait() }
      if case .failure(let error)? = result { throw error }
      return vectors
    }
  }
}
