import Glibc

/// The bytes of a file, or nil if it cannot be read.
func readFile(_ path: String) -> [UInt8]? {
  guard let file = unsafe fopen(path, "rb") else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe fread(&part, 1, part.count, file)
    if count == 0 { return unsafe ferror(file) == 0 ? bytes : nil }
    bytes += part[..<count]
  }
}
