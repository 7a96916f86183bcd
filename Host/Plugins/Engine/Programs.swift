import Glibc

/// The programs that the host starts: they lie beside its own.
package struct Programs: Equatable, Sendable {
  package var worker: String
  package var media: String

  package init(folder: String) {
    worker = folder + "/patchbay-worker"
    media = folder + "/patchbay-media"
  }

  package static func besideThisProgram() -> Programs {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe readlink(
        "/proc/self/exe", bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    let path = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return Programs(folder: folder)
  }
}
