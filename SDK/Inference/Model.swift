import CInference

/// A trained model in the ONNX format, opened with ONNX Runtime.
///
///     let model = try Model(path: "mood.onnx")
///     let results = try model.run(["features": Tensor(values, shape: [1, 64, 200])])
///     let curve: [Float] = try results["curve"]!.values()
///
/// ONNX Runtime's library is loaded when the first model is opened; where it is missing, the error
/// says how to install it. A plugin opens its model in `load`, so that it is refused with that
/// sentence.
///
/// `Sendable` because a session may run from many threads at the same time, and nothing else in a
/// model changes.
@safe public final class Model: @unchecked Sendable {
  /// The file's name without its folder, for sentences.
  public let name: String
  public let inputs: [Port]
  /// The outputs that are tensors; sequences and maps are left out.
  public let outputs: [Port]
  public let metadata: Metadata
  /// The version of ONNX Runtime, such as "1.23.2".
  public var runtimeVersion: String { runtime.version }

  let runtime: Runtime
  let session: Owned

  /// Opens the model in a file.
  ///
  /// - Parameters:
  ///   - threads: How many threads one run may use, the caller's included; at least 1.
  ///   - library: The path of ONNX Runtime's library. Nil, the default: what the environment
  ///     variable `ORT_DYLIB_PATH` names, else `.runtime/onnxruntime` as ``InstalledFile`` finds it,
  ///     else what is among Python's packages.
  public convenience init(
    path: String, threads: Int = 1, library: String? = nil
  ) throws(InferenceError) {
    let runtime = try Runtime.load(named: library)
    let name = fileName(path)
    try Self.checkFile(path)
    try unsafe self.init(name, runtime, threads) { options, session in
      unsafe runtime.api.create_session(runtime.environment, path, options, &session)
    }
  }

  /// Why the model in a file cannot be opened, as far as that shows without loading anything; nil
  /// where nothing is missing. For plugins that open their model when it is first needed.
  public static func absence(path: String, library: String? = nil) -> InferenceError? {
    do throws(InferenceError) {
      _ = try RuntimeSearch.find(named: library)
      try checkFile(path)
      return nil
    } catch {
      return error
    }
  }

  private static func checkFile(_ path: String) throws(InferenceError) {
    guard InstalledFile.exists(path) else {
      throw InferenceError(
        .modelMissing,
        "there is no model '\(fileName(path))' where it was looked for; put it there, or correct "
          + "the path")
    }
  }

  /// Opens a model that lies in memory; the bytes are not needed any more afterwards. `name` is
  /// for sentences. Such a model cannot have weights in files of their own.
  public convenience init(
    bytes: [UInt8], name: String, threads: Int = 1, library: String? = nil
  ) throws(InferenceError) {
    let runtime = try Runtime.load(named: library)
    try unsafe self.init(name, runtime, threads) { options, session in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe runtime.api.create_session_from_array(
          runtime.environment, bytes.baseAddress, bytes.count, options, &session)
      }
    }
  }

  private init(
    _ name: String, _ runtime: Runtime, _ threads: Int,
    _ open: (_ options: OpaquePointer, _ session: inout OpaquePointer?) -> OpaquePointer?
  ) throws(InferenceError) {
    (self.name, self.runtime) = (name, runtime)
    do throws(Complaint) {
      let options = try runtime.sessionOptions(threads: max(1, threads))
      session = try unsafe runtime.make(release: runtime.api.release_session) { session in
        unsafe open(options.pointer, &session)
      }
      inputs = try runtime.inputs(of: session)
      outputs = try runtime.outputs(of: session)
      metadata = try runtime.metadata(of: session)
    } catch {
      throw InferenceError(
        .modelUnusable, "ONNX Runtime \(runtime.version) cannot use '\(name)': \(error.text)")
    }
  }
}
