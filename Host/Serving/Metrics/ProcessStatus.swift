import Glibc

/// What the kernel says of a process.
struct ProcessStatus {
  private(set) var residentBytes = 0
  private(set) var processorSeconds = 0.0
  private(set) var threads = 0

  /// `process` is an identifier or "self"; nil where there is none.
  init?(of process: String) {
    guard let text = Self.read("/proc/\(process)/stat") else { return nil }
    // The second field is the program's name in brackets, and may hold anything.
    guard let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: bracket)...].split(separator: " ")
    guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
      let threads = Int(fields[17]), let pages = Int(fields[21])
    else { return nil }
    processorSeconds = (user + system) / Double(sysconf(CInt(_SC_CLK_TCK)))
    self.threads = threads
    residentBytes = pages * sysconf(CInt(_SC_PAGESIZE))
  }

  private static func read(_ path: String) -> String? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
