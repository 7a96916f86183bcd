import Glibc

/// What the kernel says of a process's memory, in bytes.
package struct ProcessMemory: Equatable, Sendable {
  package var resident: Int
  /// Of `resident`, pages that belong to nobody else.
  package var own: Int

  /// nil when the process is gone.
  package init?(of process: pid_t) {
    let file = unsafe open("/proc/\(process)/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = unsafe read(file, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let fields = buffer.prefix(count).split(separator: 0x20).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard fields.count >= 3 else { return nil }
    resident = fields[1] * 4096
    own = max(0, fields[1] - fields[2]) * 4096
  }
}
