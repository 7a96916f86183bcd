import JSON
import Plugins

/// The documents of the Open Inference Protocol that describe models.
extension JSONWriter {
  /// Metadata: what the model is, takes and gives.
  mutating func metadata(of model: Model) {
    beginObject()
    key("name")
    string(model.plugin.name)
    key("versions")
    array([model.about.version])
    key("platform")
    string("patchbay")
    key("inputs")
    beginArray()
    for port in model.about.inputs {
      for tensor in port.tensors { metadata(tensor.name, tensor.type, tensor.shape) }
    }
    endArray()
    key("outputs")
    beginArray()
    for tensor in model.outputs { metadata(tensor.name, tensor.type, tensor.shape) }
    endArray()
    endObject()
  }

  private mutating func metadata(_ name: String, _ type: DataType, _ shape: [Int]) {
    beginObject()
    key("name")
    string(name)
    key("datatype")
    string(type.rawValue)
    key("shape")
    array(shape)
    endObject()
  }

  /// The configuration, in the form of Triton's model configuration.
  mutating func configuration(of model: Model) {
    let settings = model.plugin.settings
    beginObject()
    key("name")
    string(model.plugin.name)
    key("platform")
    string("patchbay")
    key("backend")
    string("patchbay")
    key("max_batch_size")
    integer(0)
    key("input")
    beginArray()
    for port in model.about.inputs {
      for tensor in port.tensors {
        configuration(tensor.name, tensor.type, tensor.shape, isOptional: port.isOptional)
      }
    }
    endArray()
    key("output")
    beginArray()
    for tensor in model.outputs { configuration(tensor.name, tensor.type, tensor.shape) }
    endArray()
    key("instance_group")
    beginArray()
    beginObject()
    key("kind")
    string("KIND_CPU")
    key("count")
    integer(settings.instances)
    endObject()
    endArray()
    key("parameters")
    beginObject()
    for parameter in model.about.parameters where !parameter.isAdmin {
      key(parameter.name)
      beginObject()
      key("string_value")
      string(settings.parameters[parameter.name]?.text ?? parameter.defaultValue.description)
      endObject()
    }
    endObject()
    endObject()
  }

  private mutating func configuration(
    _ name: String, _ type: DataType, _ shape: [Int], isOptional: Bool? = nil
  ) {
    beginObject()
    key("name")
    string(name)
    key("data_type")
    string("TYPE_\(type == .bytes ? "STRING" : type.rawValue)")
    key("dims")
    array(shape)
    if let isOptional {
      key("optional")
      bool(isOptional)
    }
    endObject()
  }

  /// Counters since the plugin was first loaded; durations in nanoseconds.
  mutating func statistics(of plugin: Plugin) {
    let now = plugin.statistics
    beginObject()
    key("name")
    string(plugin.name)
    key("version")
    string(plugin.description?.version ?? "")
    key("last_inference")
    integer(now.lastRequest)
    key("inference_count")
    integer(now.success.count)
    key("execution_count")
    integer(now.success.count)
    key("inference_stats")
    beginObject()
    for (name, sum) in [
      ("success", now.success), ("fail", now.failure), ("queue", now.queue),
      ("compute_input", PluginStatistics.Sum()), ("compute_infer", now.compute),
      ("compute_output", PluginStatistics.Sum()), ("cache_hit", PluginStatistics.Sum()),
      ("cache_miss", PluginStatistics.Sum()),
    ] {
      key(name)
      beginObject()
      key("count")
      integer(sum.count)
      key("ns")
      integer(sum.nanoseconds)
      endObject()
    }
    endObject()
    key("batch_stats")
    array([String]())
    endObject()
  }

  /// An entry of the repository's index.
  mutating func indexEntry(of plugin: Plugin) {
    let state = plugin.state
    beginObject()
    key("name")
    string(plugin.name)
    key("version")
    string(plugin.description?.version ?? "")
    key("state")
    switch state {
    case .ready, .degraded: string("READY")
    case .loading: string("LOADING")
    case .disabled, .quarantined, .refused: string("UNAVAILABLE")
    }
    key("reason")
    string(state.reason ?? (state == .disabled ? "unloaded" : ""))
    endObject()
  }
}

extension InputPort {
  /// Its tensors, as metadata says them. Media may also be given as numbers: frames as
  /// UINT8[n,height,width,channels], audio as FP32[channels,samples].
  fileprivate var tensors: [(name: String, type: DataType, shape: [Int])] {
    switch kind {
    case .frame: [(name, .bytes, [-1]), ("\(name).time", .fp64, [-1])]
    case .audio: [(name, .bytes, [1])]
    case .text(let many): [(name, .bytes, [many ? -1 : 1])]
    }
  }
}
