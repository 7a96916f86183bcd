import PatchbayABI

/// The host's side of the contract for one instance: the table of callbacks, and what they need.
///
/// The table is followed in memory by a pointer back to this object, since `fail` and `log` are
/// given the table alone.
@safe final class HostTable {
  @unsafe private struct Layout {
    var table: patchbay_host
    var owner: UnsafeRawPointer
  }

  private let memory: UnsafeMutablePointer<Layout>
  /// Takes the plugin's lines for the administrator. Any thread.
  let log: @Sendable (_ level: Int, _ line: String) -> Void
  /// The sentence of `fail` during `create`.
  var sentence: String?

  static let version = "0.1.0"

  init(log: @escaping @Sendable (Int, String) -> Void) {
    self.log = log
    unsafe memory = .allocate(capacity: 1)
    let owner = unsafe UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    unsafe memory.initialize(to: Layout(table: makeHostTable(), owner: owner))
  }

  deinit { unsafe memory.deallocate() }

  @unsafe var pointer: UnsafePointer<patchbay_host> {
    unsafe UnsafeRawPointer(memory).assumingMemoryBound(to: patchbay_host.self)
  }

  @unsafe static func from(_ pointer: UnsafePointer<patchbay_host>?) -> HostTable? {
    guard let pointer = unsafe pointer else { return nil }
    let layout = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: Layout.self)
    return unsafe Unmanaged<HostTable>.fromOpaque(layout.pointee.owner).takeUnretainedValue()
  }
}

/// Texts of the table, which must outlive every plugin.
private nonisolated(unsafe) let hostName = unsafe strdupOrDie("patchbay")
private nonisolated(unsafe) let hostVersion = unsafe strdupOrDie(HostTable.version)

private func makeHostTable() -> patchbay_host {
  var table = unsafe patchbay_host()
  unsafe table.struct_size = UInt32(MemoryLayout<patchbay_host>.size)
  unsafe table.abi_major = UInt32(PATCHBAY_ABI_MAJOR)
  unsafe table.abi_minor = UInt32(PATCHBAY_ABI_MINOR)
  unsafe table.name = UnsafePointer(hostName)
  unsafe table.version = UnsafePointer(hostVersion)
  unsafe table.emit_segment = { sink, port, start, stop, label, score in
    unsafe Sink.from(sink)?.emitSegment(port, start, stop, label, score)
  }
  unsafe table.emit_vector = { sink, port, time, values, count in
    unsafe Sink.from(sink)?.emitVector(port, time, values, count)
  }
  unsafe table.emit_label = { sink, port, time, label, score, box in
    unsafe Sink.from(sink)?.emitLabel(port, time, label, score, box)
  }
  unsafe table.emit_artifact = { sink, port, mediaType, name, bytes, length in
    unsafe Sink.from(sink)?.emitArtifact(port, mediaType, name, bytes, length)
  }
  unsafe table.request_frames = { sink, port, start, stop, every in
    unsafe Sink.from(sink)?.requestFrames(port, start, stop, every)
  }
  unsafe table.progress = { sink, fraction in
    guard fraction.isFinite else { return }
    unsafe Sink.from(sink)?.output.progress(min(max(fraction, 0), 1))
  }
  unsafe table.is_cancelled = { sink in
    unsafe Sink.from(sink).map { $0.output.isCancelled ? 1 : 0 } ?? 0
  }
  unsafe table.fail = { host, sink, sentence in
    if let sink = unsafe Sink.from(sink) {
      unsafe sink.sentence = sink.text(sentence, "sentence")
    } else if let table = unsafe HostTable.from(host), let sentence = unsafe sentence {
      unsafe table.sentence = String(cString: sentence)
    }
  }
  unsafe table.log = { host, level, line in
    guard let table = unsafe HostTable.from(host), let line = unsafe line else { return }
    unsafe table.log(Int(level), String(cString: line))
  }
  unsafe table.get_extension = { _, _ in nil }
  return unsafe table
}

private func strdupOrDie(_ text: String) -> UnsafeMutablePointer<CChar> {
  let bytes = text.utf8CString
  let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
  for (index, byte) in bytes.enumerated() { unsafe copy[index] = byte }
  return unsafe copy
}
