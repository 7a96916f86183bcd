import Patchbay
import PatchbayABI

/// One session of a rehearsed plugin, closed with the last reference to it.
@safe public final class RehearsedSession {
  let session: OpaquePointer
  private let recorder: Recorder
  private let rehearsal: Rehearsal
  var plugin: PluginPointer { unsafe rehearsal.plugin }

  init(_ session: OpaquePointer, _ recorder: Recorder, of rehearsal: Rehearsal) {
    unsafe self.session = session
    self.recorder = recorder
    self.rehearsal = rehearsal
  }

  deinit { unsafe plugin.pointee.close(session) }

  /// What the session sent so far.
  public var results: [Emission] { recorder.state.withLock { $0.emissions } }

  /// Whether the plugin is told that nobody waits any more.
  public var isCancelled: Bool {
    get { recorder.state.withLock { $0.isCancelled } }
    set { recorder.state.withLock { $0.isCancelled = newValue } }
  }

  /// Says that all media has been pushed, and returns what the session sent.
  @discardableResult public func finish() throws -> [Emission] {
    try check(unsafe plugin.pointee.finish(session))
    return results
  }

  /// Says that all packets have been pushed.
  public func finishPackets() throws {
    guard let finishPackets = unsafe plugin.pointee.finish_packets else { return }
    try check(unsafe finishPackets(session))
  }

  /// Throws the ``PluginFailure`` that a call's status and the plugin's sentence make.
  func check(_ code: patchbay_status) throws {
    if code == PATCHBAY_OK { return }
    throw PluginFailure(code: code, recorder.state.withLock { $0.sentence })
  }

  /// The index of the input with this name, or 0.
  func port(_ name: String?) -> UInt32 {
    UInt32(recorder.inputs.firstIndex { $0 == name } ?? 0)
  }

  static var missing: PluginFailure { .badInput("the plugin has no input of this kind") }
}
