import Glibc
import Patchbay
import PatchbayABI

/// The host's side of the contract, with the recorder of what is said outside of sessions behind
/// it: `fail` and `log` get the host's table and no other context.
@safe struct RehearsalHost {
  private var table: patchbay_host
  private let recorder: Unmanaged<Recorder>

  /// Allocates a table, which lives as long as its process: an instance may outlive a test.
  static func make(_ recorder: Recorder) -> UnsafePointer<patchbay_host> {
    let host = UnsafeMutablePointer<RehearsalHost>.allocate(capacity: 1)
    unsafe host.initialize(to: RehearsalHost(recorder))
    return unsafe UnsafeRawPointer(host).assumingMemoryBound(to: patchbay_host.self)
  }

  private init(_ recorder: Recorder) {
    unsafe self.recorder = Unmanaged.passRetained(recorder)
    unsafe table = patchbay_host(
      struct_size: UInt32(MemoryLayout<patchbay_host>.size),
      abi_major: PATCHBAY_ABI_MAJOR, abi_minor: PATCHBAY_ABI_MINOR,
      name: UnsafePointer(strdup("rehearsal")), version: UnsafePointer(strdup("1.0.0")),
      emit_segment: emitSegment, emit_vector: emitVector, emit_label: emitLabel,
      emit_artifact: emitArtifact, request_frames: requestFrames, progress: progress,
      is_cancelled: isCancelled, fail: fail, log: log, get_extension: { _, _ in nil })
  }

  fileprivate static func recorder(
    _ host: UnsafePointer<patchbay_host>?, _ sink: OpaquePointer?
  ) -> Recorder? {
    if let sink = unsafe sink { return unsafe RehearsalHost.recorder(sink) }
    let host = unsafe UnsafeRawPointer(host)?.assumingMemoryBound(to: RehearsalHost.self)
    return unsafe host?.pointee.recorder.takeUnretainedValue()
  }

  fileprivate static func recorder(_ sink: OpaquePointer?) -> Recorder? {
    guard let sink = unsafe UnsafeRawPointer(sink) else { return nil }
    return unsafe Unmanaged<Recorder>.fromOpaque(sink).takeUnretainedValue()
  }
}

private func text(_ text: UnsafePointer<CChar>?) -> String? {
  unsafe text.map { unsafe String(cString: $0) }
}

private func known(_ score: Float) -> Float? { score.isNaN ? nil : score }

private func emitSegment(
  _ sink: OpaquePointer?, _ port: UInt32, _ start: Double, _ stop: Double,
  _ label: UnsafePointer<CChar>?, _ score: Float
) {
  guard let recorder = unsafe RehearsalHost.recorder(sink) else { return }
  recorder.record(
    .segment(
      output: recorder.output(port), start: start, stop: stop, label: unsafe text(label),
      score: known(score)))
}

private func emitVector(
  _ sink: OpaquePointer?, _ port: UInt32, _ time: Double, _ values: UnsafePointer<Float>?,
  _ count: UInt32
) {
  guard let recorder = unsafe RehearsalHost.recorder(sink) else { return }
  let values = unsafe [Float](UnsafeBufferPointer(start: values, count: Int(count)))
  recorder.record(.vector(output: recorder.output(port), time: time, values: values))
}

private func emitLabel(
  _ sink: OpaquePointer?, _ port: UInt32, _ time: Double, _ label: UnsafePointer<CChar>?,
  _ score: Float, _ box: UnsafePointer<Float>?
) {
  guard let recorder = unsafe RehearsalHost.recorder(sink) else { return }
  let box = unsafe box.map {
    unsafe Box(left: $0[0], top: $0[1], width: $0[2], height: $0[3])
  }
  recorder.record(
    .label(
      output: recorder.output(port), time: time, label: unsafe text(label) ?? "",
      score: known(score), box: box))
}

private func emitArtifact(
  _ sink: OpaquePointer?, _ port: UInt32, _ mediaType: UnsafePointer<CChar>?,
  _ name: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?, _ length: Int
) {
  guard let recorder = unsafe RehearsalHost.recorder(sink) else { return }
  recorder.record(
    .artifact(
      output: recorder.output(port), mediaType: unsafe text(mediaType) ?? "",
      name: unsafe text(name),
      bytes: unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: length))))
}

private func requestFrames(
  _ sink: OpaquePointer?, _ port: UInt32, _ start: Double, _ stop: Double, _ every: Double
) {
  guard let recorder = unsafe RehearsalHost.recorder(sink) else { return }
  recorder.record(
    .request(
      input: recorder.input(port), start: start, stop: stop, every: every.isNaN ? nil : every))
}

private func progress(_ sink: OpaquePointer?, _ fraction: Double) {
  unsafe RehearsalHost.recorder(sink)?.record(.progress(fraction))
}

private func isCancelled(_ sink: OpaquePointer?) -> Int32 {
  unsafe RehearsalHost.recorder(sink)?.state.withLock { $0.isCancelled } == true ? 1 : 0
}

private func fail(
  _ host: UnsafePointer<patchbay_host>?, _ sink: OpaquePointer?, _ sentence: UnsafePointer<CChar>?
) {
  let sentence = unsafe text(sentence) ?? ""
  unsafe RehearsalHost.recorder(host, sink)?.state.withLock { $0.sentence = sentence }
}

private func log(
  _ host: UnsafePointer<patchbay_host>?, _ level: Int32, _ line: UnsafePointer<CChar>?
) {
  let line = unsafe text(line) ?? ""
  unsafe RehearsalHost.recorder(host, nil)?.record(.log(line))
}
