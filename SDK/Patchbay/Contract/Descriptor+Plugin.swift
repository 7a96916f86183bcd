import PatchbayABI

extension Descriptor {
  /// The descriptor of a plugin.
  static func plugin<P: Plugin>(
    _ plugin: AnyPlugin, of type: P.Type, create: @escaping Creator
  ) -> PluginPointer {
    _ = unsafe patchbay_keep_note()
    var descriptor = unsafe patchbay_descriptor()
    unsafe descriptor.struct_size = UInt32(MemoryLayout<patchbay_descriptor>.size)
    unsafe descriptor.abi_major = UInt32(PATCHBAY_ABI_MAJOR)
    unsafe descriptor.abi_minor = UInt32(PATCHBAY_ABI_MINOR)
    if P.isThreadSafe { unsafe descriptor.flags |= PATCHBAY_THREAD_SAFE }
    if P.isPrompt { unsafe descriptor.flags |= PATCHBAY_PROMPT }
    unsafe descriptor.max_sessions = UInt32(P.maxSessions)
    unsafe describe(P.about, in: &descriptor)
    unsafe declare(plugin, in: &descriptor)
    unsafe connect(plugin.outline.inputs, create, in: &descriptor)
    return unsafe keep(descriptor)
  }

  private static func describe(_ about: About, in descriptor: inout patchbay_descriptor) {
    unsafe descriptor.name = duplicate(about.name)
    unsafe descriptor.version = duplicate(about.version)
    unsafe descriptor.summary = duplicate(about.summary)
    unsafe descriptor.author = duplicate(about.author)
    unsafe descriptor.licence = duplicate(about.licence)
  }

  private static func declare(_ plugin: AnyPlugin, in descriptor: inout patchbay_descriptor) {
    let (inputs, outputs) = (plugin.outline.inputs, plugin.outline.outputs)
    unsafe descriptor.inputs = keep(inputs.map { unsafe input($0) })
    unsafe descriptor.input_count = UInt32(inputs.count)
    unsafe descriptor.outputs = keep(outputs.map { unsafe output($0) })
    unsafe descriptor.output_count = UInt32(outputs.count)
    let parameters = plugin.settings + plugin.parameters
    unsafe descriptor.parameters = keep(parameters.map { unsafe parameter($0) })
    unsafe descriptor.parameter_count = UInt32(parameters.count)
  }

  /// Sets the functions; NULL where the plugin has no input of that kind.
  private static func connect(
    _ inputs: [Input], _ create: @escaping Creator, in descriptor: inout patchbay_descriptor
  ) {
    unsafe descriptor.create = create
    unsafe descriptor.destroy = Callbacks.destroy
    unsafe descriptor.open = Callbacks.open
    for input in inputs {
      switch input.wish {
      case .frames where input.takesPackets: unsafe descriptor.push_packets = Callbacks.pushPackets
      case .frames: unsafe descriptor.push_frame = Callbacks.pushFrame
      case .audio: unsafe descriptor.push_audio = Callbacks.pushAudio
      case .text: unsafe descriptor.push_text = Callbacks.pushText
      }
    }
    if inputs.contains(where: \.takesPackets) {
      unsafe descriptor.finish_packets = Callbacks.finishPackets
    }
    unsafe descriptor.finish = Callbacks.finish
    unsafe descriptor.close = Callbacks.close
  }
}
