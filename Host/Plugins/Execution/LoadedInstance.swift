import PatchbayABI

/// How a plugin's call failed: its status, and its sentence or ours.
struct PluginFailure: Error, Equatable {
  var status: Int32
  var sentence: String

  static let brokeContract: Int32 = -1

  /// Characters of a plugin's own sentence that are passed on.
  private static let mostSentence = 1000

  /// The error that a client sees.
  func error(plugin: String) -> PluginError {
    let isLong = sentence.utf8.count > PluginFailure.mostSentence
    let sentence = isLong ? "\(sentence.prefix(PluginFailure.mostSentence))..." : sentence
    return switch status {
    case PluginFailure.brokeContract:
      PluginError(.brokeContract, "\(plugin) broke the contract of patchbay.h: \(sentence)")
    case PATCHBAY_BAD_PARAMETER: PluginError(.badParameter, "\(plugin): \(sentence)")
    case PATCHBAY_BAD_INPUT: PluginError(.badInput, "\(plugin): \(sentence)")
    case PATCHBAY_UNAVAILABLE: PluginError(.unavailable, "\(plugin): \(sentence)")
    case PATCHBAY_CANCELLED:
      // Who cancels a request has been told by the host before the plugin says so.
      PluginError(.failed, "\(plugin): it gave up as if the request were cancelled; it was not")
    default: PluginError(.failed, "\(plugin): \(sentence)")
    }
  }
}

/// A plugin's instance in this process, destroyed when the last reference goes away.
@safe final class LoadedInstance {
  let library: LoadedLibrary
  private let table: HostTable
  private let pointer: OpaquePointer
  /// The parameters that sessions take, in declared order.
  let sessionParameters: [Parameter]

  /// Calls `create`. `values` go with the ADMIN parameters, in declared order.
  init(
    _ library: LoadedLibrary, values: [Value],
    log: @escaping @Sendable (Int, String) -> Void
  ) throws(PluginFailure) {
    self.library = library
    table = HostTable(log: log)
    let parameters = library.description.parameters
    sessionParameters = parameters.filter { !$0.isAdmin }
    let list = ParameterList(parameters.filter(\.isAdmin), values)
    var instance: OpaquePointer?
    let status = unsafe library.descriptor.pointee.create(
      table.pointer, list.list, UInt32(list.count), &instance)
    guard status == PATCHBAY_OK else {
      throw PluginFailure(
        status: status, sentence: table.sentence ?? "create failed without saying why")
    }
    guard let instance = unsafe instance else {
      throw PluginFailure(
        status: PluginFailure.brokeContract, sentence: "create succeeded without an instance")
    }
    unsafe pointer = instance
  }

  deinit { unsafe library.descriptor.pointee.destroy(pointer) }

  /// Calls `open`.
  func open(
    parameters: [Value], media: MediaInfo, output: any SinkOutput
  ) throws(PluginFailure) -> LoadedSession {
    try unsafe LoadedSession(
      instance: self, pointer: pointer, parameters: parameters, media: media, output: output)
  }
}
