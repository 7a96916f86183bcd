import CInference
import Synchronization

/// ONNX Runtime, loaded into this process; it stays until the process ends.
///
/// `Sendable` because nothing in it changes once it is made, and its functions may be called from
/// any thread.
@safe final class Runtime: @unchecked Sendable {
  let api: ci_api
  let version: String
  /// Made once per library; owns the library's logging and threads.
  let environment: OpaquePointer
  /// Shared, and never freed.
  let allocator: OpaquePointer

  private static let loaded = Mutex<[String: Runtime]>([:])

  /// The runtime in the library `name`, or in the one that is found.
  static func load(named name: String?) throws(InferenceError) -> Runtime {
    let path = try RuntimeSearch.find(named: name)
    return try loaded.withLock { (loaded) throws(InferenceError) in
      if let runtime = loaded[path] { return runtime }
      let runtime = try Runtime(path: path)
      loaded[path] = runtime
      return runtime
    }
  }

  private init(path: String) throws(InferenceError) {
    let file = fileName(path)
    var api = ci_api()
    var text = [CChar](repeating: 0, count: 1024)
    let outcome = unsafe ci_load(path, &api, &text, text.count)
    version = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let reason = reason(outcome, version) {
      throw InferenceError(.libraryUnusable, "\(file) \(reason)")
    }
    self.api = api
    // Failures are returned, so the library need not print them too: only fatal ones.
    var made: OpaquePointer?
    var shared: OpaquePointer?
    do throws(Complaint) {
      try unsafe Runtime.check(api.create_env(4, "patchbay", &made), api)
      try unsafe Runtime.check(api.get_allocator(&shared), api)
    } catch {
      throw InferenceError(.libraryUnusable, "\(file) does not start: \(error.text)")
    }
    guard let environment = unsafe made, let allocator = unsafe shared else {
      throw InferenceError(.libraryUnusable, "\(file) does not start")
    }
    unsafe self.environment = environment
    unsafe self.allocator = allocator
  }

  /// Throws what a status says, and releases it.
  func check(_ status: OpaquePointer?) throws(Complaint) {
    try unsafe Runtime.check(status, api)
  }

  private static func check(_ status: OpaquePointer?, _ api: ci_api) throws(Complaint) {
    guard let status = unsafe status else { return }
    defer { unsafe api.release_status(status) }
    let text = unsafe api.get_error_message(status).map { unsafe String(cString: $0) }
    throw unsafe Complaint(code: api.get_error_code(status), text: text ?? "it does not say why")
  }

  /// Makes an object that is released when the last reference to it goes away.
  func make(
    release: @escaping Owned.Release, _ body: (inout OpaquePointer?) -> OpaquePointer?
  ) throws(Complaint) -> Owned {
    var made: OpaquePointer?
    try unsafe check(body(&made))
    guard let pointer = unsafe made else { throw Complaint(code: 1, text: "it made nothing") }
    return unsafe Owned(pointer, release: release)
  }

  /// A text that the library allocates, or nil where it has none.
  func text(
    _ body: (inout UnsafeMutablePointer<CChar>?) -> OpaquePointer?
  ) throws(Complaint) -> String? {
    var made: UnsafeMutablePointer<CChar>?
    try unsafe check(body(&made))
    guard let text = unsafe made else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// Frees what the library's allocator made.
  func free(_ memory: UnsafeMutableRawPointer) {
    if let status = unsafe api.allocator_free(allocator, memory) {
      unsafe api.release_status(status)
    }
  }
}

/// What is wrong with a library, and what to do.
private func reason(_ outcome: ci_outcome, _ text: String) -> String? {
  let install = "install ONNX Runtime with 'scripts/runtime'"
  return switch outcome {
  case CI_LOADED: nil
  case CI_CANNOT_LOAD: "cannot be loaded: \(Complaint(code: 1, text: text).text); \(install)"
  case CI_OTHER_LIBRARY: "is not ONNX Runtime (it does not export 'OrtGetApiBase'); \(install)"
  case CI_WRONG_VERSION: "is ONNX Runtime \(text), and 1.13 or a later 1.x is needed; \(install)"
  default:
    "says that it is ONNX Runtime \(text), but its functions do not answer as they should; "
      + install
  }
}
