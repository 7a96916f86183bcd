import Glibc
import TestSupport

/// A short recording in which something happens from second 20 to second 42, made once.
enum Sample {
  static let path: String = {
    let path = "\(TemporaryFolder.shared.path)/sample.mp4"
    let made = Tool().start(
      program: "\(BuildFolder.path)/patchbay-media", ["sample", path, "--seconds", "60"]
    ).wait()
    precondition(made.code == 0, made.errors)
    return path
  }()

  /// A copy, or rather a second name, in the folder of `tool`.
  static func place(in tool: Tool, as name: String = "sample.mp4") {
    precondition(link(path, tool.path(name)) == 0, "cannot link the sample")
  }
}
