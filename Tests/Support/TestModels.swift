/// Trained models in tests.
package enum TestModels {
  /// Whether there is ONNX Runtime, which runs them.
  package static let canRun =
    Program.run(
      "/bin/sh", ["-c", "ls \(Checkout.path)/.runtime/onnxruntime/capi"], output: "/dev/null") == 0

  /// A model for `embed-text` with a handful of words, in place of the large one.
  package static let encoder = "\(Checkout.path)/Tests/EmbedTextTests/Samples/tiny.onnx"
}
