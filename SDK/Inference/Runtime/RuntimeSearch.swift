import Glibc

/// Where ONNX Runtime's library is.
enum RuntimeSearch {
  static let variable = "ORT_DYLIB_PATH"

  /// The full path of the library: the one that is named, else the one that the environment names,
  /// else the project's own, else that of a Python package.
  static func find(named name: String?) throws(InferenceError) -> String {
    if let name {
      guard let path = fullPath(name) else {
        throw InferenceError(
          .libraryMissing,
          "there is no ONNX Runtime library '\(fileName(name))' where the setting says; "
            + "correct it, or leave it out")
      }
      return path
    }
    if let name = environmentVariable(variable) {
      guard let path = fullPath(name) else {
        throw InferenceError(
          .libraryMissing,
          "\(variable) names '\(fileName(name))', and there is no such file; "
            + "correct it, or unset it")
      }
      return path
    }
    if let path = installed() ?? packaged() { return path }
    throw InferenceError(
      .libraryMissing,
      "ONNX Runtime, which runs trained models, is not installed; run 'scripts/runtime' in "
        + "Patchbay's folder, or 'pip install onnxruntime==1.23.2', or name the library's file in "
        + variable)
  }

  private static func installed() -> String? {
    InstalledFile.path(of: ".runtime/onnxruntime/capi").flatMap(library)
  }

  /// The library in the Python package, where Python keeps packages.
  private static func packaged() -> String? {
    let roots = [
      environmentVariable("VIRTUAL_ENV"), environmentVariable("HOME").map { "\($0)/.local" },
      "/usr/local", "/usr",
    ]
    for root in roots.compactMap({ $0 }) {
      for folder in files(like: "\(root)/lib/python3*/*-packages/onnxruntime/capi") {
        if let path = library(in: folder) { return path }
      }
    }
    return nil
  }

  /// The newest `libonnxruntime.so.<major>.<minor>.<patch>` in a folder.
  private static func library(in folder: String) -> String? {
    let numbered = files(like: "\(folder)/libonnxruntime.so.*").map { path in
      (path, path.split(separator: ".").suffix(3).map { Int($0) ?? 0 })
    }
    return numbered.max { $0.1.lexicographicallyPrecedes($1.1) }.flatMap { fullPath($0.0) }
  }

  private static func files(like pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }
}
