import Glibc
import Patchbay
import PatchbayABI

/// A plugin driven through the contract by its own tests, in their process, without a host.
///
///     let rehearsal = try Rehearsal(entry())
///     let session = try rehearsal.open(["threshold": 50])
///     try session.push(gray: pixels, width: 64, height: 64, at: 1.5)
///     let results = try session.finish()
///
/// What the host would do is not done: nothing is scaled, sampled, checked or isolated.
@safe public final class Rehearsal {
  /// What the plugin says of itself.
  public let plugin: PluginPointer
  private let recorder: Recorder
  private let host: UnsafePointer<patchbay_host>
  private let instance: OpaquePointer

  /// Makes an instance of a plugin of this process; throws the ``PluginFailure`` of its `load`.
  public convenience init<P: Plugin>(
    _ type: P.Type, settings: [String: ParameterLiteral] = [:]
  ) throws {
    try unsafe self.init(export(type), settings: settings)
  }

  /// Loads a library, which is never unloaded, and makes an instance of its plugin.
  public convenience init(
    library path: String, settings: [String: ParameterLiteral] = [:]
  ) throws {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw PluginFailure.unavailable(unsafe String(cString: dlerror()))
    }
    guard let symbol = unsafe dlsym(library, "patchbay_plugin") else {
      throw PluginFailure.unavailable("\(path): no symbol 'patchbay_plugin'")
    }
    typealias Entry = @convention(c) () -> PluginPointer
    try unsafe self.init(unsafeBitCast(symbol, to: Entry.self)(), settings: settings)
  }

  /// Makes an instance of the plugin that a descriptor describes, which is what the entry of a
  /// plugin returns.
  public init(_ plugin: PluginPointer, settings: [String: ParameterLiteral] = [:]) throws {
    unsafe self.plugin = plugin
    recorder = unsafe Recorder(of: plugin.pointee)
    unsafe host = RehearsalHost.make(recorder)
    let values = unsafe LentValues(settings, of: plugin.pointee, admin: true)
    var made: OpaquePointer?
    let code = unsafe values.lend { [host] in unsafe plugin.pointee.create(host, $0, $1, &made) }
    guard code == PATCHBAY_OK, let made = unsafe made else {
      throw PluginFailure(code: code, recorder.state.withLock { $0.sentence })
    }
    unsafe instance = made
  }

  deinit { unsafe plugin.pointee.destroy(instance) }

  /// Opens a session; what is not among `parameters` has its default.
  public func open(
    _ parameters: [String: ParameterLiteral] = [:], duration: Double? = nil
  ) throws -> RehearsedSession {
    var media = patchbay_media()
    media.struct_size = UInt32(MemoryLayout<patchbay_media>.size)
    media.duration = duration ?? .nan
    let values = unsafe LentValues(parameters, of: plugin.pointee, admin: false)
    let recorder = unsafe Recorder(of: plugin.pointee)
    let sink = unsafe OpaquePointer(Unmanaged.passUnretained(recorder).toOpaque())
    var made: OpaquePointer?
    let code = unsafe values.lend { pointers, count in
      unsafe withUnsafePointer(to: media) { media in
        var opening = unsafe patchbay_open(
          struct_size: UInt32(MemoryLayout<patchbay_open>.size), sink: sink,
          parameters: pointers, parameter_count: count, media: media)
        return unsafe plugin.pointee.open(instance, &opening, &made)
      }
    }
    guard code == PATCHBAY_OK, let made = unsafe made else {
      throw PluginFailure(code: code, recorder.state.withLock { $0.sentence })
    }
    return unsafe RehearsedSession(made, recorder, of: self)
  }

  /// What the plugin wrote to the log.
  public var log: [Emission] { recorder.state.withLock { $0.emissions } }
}

extension PluginFailure {
  init(code: patchbay_status, _ sentence: String) {
    let status: Status =
      switch code {
      case PATCHBAY_BAD_PARAMETER: .badParameter
      case PATCHBAY_BAD_INPUT: .badInput
      case PATCHBAY_UNAVAILABLE: .unavailable
      case PATCHBAY_CANCELLED: .cancelled
      default: .failed
      }
    self.init(status, sentence)
  }
}
