import Glibc

/// How many threads this process has.
func threadCount() -> Int {
  guard let folder = unsafe opendir("/proc/self/task") else { return 0 }
  defer { unsafe closedir(folder) }
  var count = 0
  while let entry = unsafe readdir(folder) {
    if unsafe entry.pointee.d_name.0 != 0x2E { count += 1 }
  }
  return count
}
