import Glibc

/// The processor time that a process has used, in its own code and in the kernel.
package struct ProcessTime: Equatable, Sendable {
  package var seconds: Double

  /// nil when the process is gone.
  package init?(of process: pid_t) {
    let file = unsafe open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = unsafe read(file, &buffer, buffer.count)
    // The second field is the program's name, in brackets; it may hold anything.
    guard count > 0, let name = buffer.prefix(count).lastIndex(of: UInt8(ascii: ")")) else {
      return nil
    }
    let fields = buffer[(name + 1)..<count].split(separator: 0x20)
    guard fields.count > 12, let user = ProcessTime.ticks(fields[11]),
      let system = ProcessTime.ticks(fields[12])
    else { return nil }
    seconds = (user + system) / Double(max(1, sysconf(CInt(_SC_CLK_TCK))))
  }

  private static func ticks(_ field: ArraySlice<UInt8>) -> Double? {
    Double(String(decoding: field, as: UTF8.self))
  }
}
