import Plugins

/// A plugin as the Open Inference Protocol sees it: what is reckoned once from its description.
final class Model {
  let plugin: Plugin
  let about: Description
  let outputs: [OutputTensor]
  /// Where and of which state it was looked up.
  let engine: Engine
  let engineRevision: Int
  let revision: Int

  init(
    _ plugin: Plugin, _ about: Description, engine: Engine, engineRevision: Int, revision: Int
  ) {
    self.plugin = plugin
    self.about = about
    self.engine = engine
    self.engineRevision = engineRevision
    self.revision = revision
    outputs = OutputTensor.all(of: about.outputs)
  }

  /// A value for each parameter: the request's, else the manifest's, else the default.
  func values(from texts: [(name: String, text: String)]) throws(Problem) -> [Value] {
    if texts.isEmpty, about.parameters.isEmpty { return [] }
    do throws(PluginError) {
      return try plugin.values(from: texts)
    } catch {
      throw Problem(error)
    }
  }
}

extension Plugin {
  /// Its description, or why it cannot take a request.
  package func served() throws(Problem) -> Description {
    guard let about = description else { throw absence }
    return about
  }

  /// Why it takes no requests now.
  var absence: Problem {
    let (code, sentence): (PluginError.Code, String) =
      switch state {
      case .disabled: (.disabled, "is disabled; load it first")
      case .refused(let refusal): (.refused, "is not loaded: \(refusal.message)")
      case .quarantined(let why): (.quarantined, "is quarantined until it is loaded again: \(why)")
      case .loading, .ready, .degraded: (.notReady, "is still being loaded; try again shortly")
      }
    return Problem(PluginError(code, "\(name) \(withoutFolders(sentence))"))
  }

  /// A sentence for clients, who are not told where the library lies.
  func withoutFolders(_ sentence: String) -> String {
    let path = settings.library
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return sentence }
    let folder = path[...slash]
    var rest = Substring(sentence)
    var result = ""
    while let found = rest.firstRange(of: folder) {
      result += rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

extension Substring {
  /// Where `text` occurs first, byte by byte.
  fileprivate func firstRange(of text: Substring) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
