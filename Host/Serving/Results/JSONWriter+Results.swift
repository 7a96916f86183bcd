import JSON
import Plugins

/// The answer of a run: the same shape over HTTP and on the command line.
extension JSONWriter {
  /// One plugin's results, or an object of results by plugin where there are several.
  package mutating func results(_ all: [PluginResults]) {
    if all.count == 1 {
      results(all[0])
      return
    }
    beginObject()
    for one in all {
      key(one.plugin)
      results(one)
    }
    endObject()
  }

  /// `{"timestamps":[...]}`: an array for each output port, and the warnings if there are any.
  /// Of a plugin that failed, `{"error":"...","code":"..."}`.
  package mutating func results(_ results: PluginResults) {
    beginObject()
    if let error = results.error {
      self.error(error)
    } else {
      for (port, events) in zip(results.outputs, results.events) {
        key(port.name)
        beginArray()
        for event in events {
          beginObject()
          members(of: event)
          endObject()
        }
        endArray()
      }
    }
    if !results.warnings.isEmpty {
      key("warnings")
      beginArray()
      for warning in results.warnings {
        beginObject()
        key("time")
        double(warning.time)
        key("text")
        string(warning.text)
        endObject()
      }
      endArray()
    }
    endObject()
  }

  /// One line of NDJSON without its end: what `plugin` has just sent.
  package mutating func event(_ event: Event, plugin: String, outputs: [OutputPort]) {
    beginObject()
    key("plugin")
    string(plugin)
    switch event {
    case .segment(let port, _, _, _, _), .vector(let port, _, _),
      .label(let port, _, _, _, _), .artifact(let port, _, _, _):
      key("port")
      string(outputs[port].name)
    case .progress, .warning:
      break
    }
    members(of: event)
    endObject()
  }

  /// The last line of NDJSON for `plugin`: `"done":true`, or why it failed.
  package mutating func end(plugin: String, error: PluginError?) {
    beginObject()
    key("plugin")
    string(plugin)
    if let error {
      self.error(error)
    } else {
      key("done")
      bool(true)
    }
    endObject()
  }

  /// The members `error` and `code`, in an object that is open.
  package mutating func error(_ error: PluginError) {
    key("error")
    string(error.message)
    key("code")
    string(error.code.rawValue)
  }

  private mutating func members(of event: Event) {
    switch event {
    case .segment(_, let start, let stop, let label, let score):
      time("start", start)
      time("stop", stop)
      self.label(label, score: score)
    case .vector(_, let time, let values):
      self.time("time", time)
      key("values")
      array(values)
    case .label(_, let time, let label, let score, let box):
      self.time("time", time)
      self.label(label, score: score)
      if let box { self.box(box) }
    case .artifact(_, let mediaType, let name, let bytes):
      if let name {
        key("name")
        string(name)
      }
      key("media_type")
      string(mediaType)
      key("base64")
      string(Base64.encode(bytes))
    case .progress(let fraction):
      time("progress", fraction)
    case .warning(let time, let text):
      self.time("time", time)
      key("warning")
      string(text)
    }
  }

  /// Left out where the plugin knows none.
  private mutating func label(_ label: String?, score: Float) {
    if let label {
      key("label")
      string(label)
    }
    if !score.isNaN {
      key("score")
      float(score)
    }
  }

  private mutating func box(_ box: Box) {
    key("box")
    beginObject()
    for (name, value) in [
      ("left", box.left), ("top", box.top), ("width", box.width), ("height", box.height),
    ] {
      key(name)
      float(value)
    }
    endObject()
  }

  private mutating func time(_ name: String, _ value: Double) {
    guard !value.isNaN else { return }
    key(name)
    double(value)
  }
}
