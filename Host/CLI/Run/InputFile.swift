import Glibc
import Plugins
import Wire

/// Small files that are read whole.
enum InputFile {
  /// The text of the file at `path`, or of standard input where it is `-`.
  static func text(_ path: String, limit: Int) throws(CommandError) -> String {
    let file = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw CommandError(.badInput, SystemError("read \(path)").description)
    }
    defer { if path != "-" { close(file) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CommandError(.badInput, SystemError("read \(path)").description)
      }
      if count == 0 { break }
      bytes += chunk.prefix(count)
      guard bytes.count <= limit else {
        throw CommandError(.badInput, "\(path) is longer than \(limit >> 20) MiB")
      }
    }
    do throws(PluginError) {
      return try String(sent: bytes, as: path)
    } catch {
      throw CommandError(.badInput, error.message)
    }
  }
}
