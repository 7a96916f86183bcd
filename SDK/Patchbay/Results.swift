import PatchbayABI

/// Where one session's results go, and how it talks to the host. Valid during the call alone.
///
/// Without a `to:` a result goes to the first output of its kind. Times are seconds of media
/// time. All that is given is copied before the call returns.
@safe public struct Results {
  let host: UnsafePointer<patchbay_host>
  let sink: OpaquePointer?
  let outline: Outline

  init(host: UnsafePointer<patchbay_host>, sink: OpaquePointer?, outline: Outline) {
    unsafe self.host = host
    unsafe self.sink = sink
    self.outline = outline
  }

  /// Reports a stretch of media time, `start` not after `stop`.
  public func segment(
    _ start: Double, _ stop: Double, label: String? = nil, score: Double? = nil,
    to output: Output? = nil
  ) {
    let port = outline.port(of: .timestamps, output)
    let score = score.map { Float($0) } ?? .nan
    if let label {
      unsafe label.withCString {
        unsafe host.pointee.emit_segment(sink, port, start, stop, $0, score)
      }
    } else {
      unsafe host.pointee.emit_segment(sink, port, start, stop, nil, score)
    }
  }

  /// Reports a vector at a time: as many values as the output has dimensions.
  public func vector(_ values: Span<Float>, at time: Double, to output: Output? = nil) {
    let port = outline.port(of: .vectors, output)
    unsafe values.withUnsafeBufferPointer {
      unsafe host.pointee.emit_vector(sink, port, time, $0.baseAddress, UInt32($0.count))
    }
  }

  /// Reports a vector at a time: as many values as the output has dimensions.
  public func vector(_ values: [Float], at time: Double, to output: Output? = nil) {
    // Not by way of its span: where this is inlined, 6.3.1 frees a literal before the span's end.
    let port = outline.port(of: .vectors, output)
    unsafe values.withUnsafeBufferPointer {
      unsafe host.pointee.emit_vector(sink, port, time, $0.baseAddress, UInt32($0.count))
    }
  }

  /// Reports a label at a time, and where in the picture it was seen.
  public func label(
    _ label: String, at time: Double, score: Double? = nil, box: Box? = nil,
    to output: Output? = nil
  ) {
    let port = outline.port(of: .labels, output)
    let score = score.map { Float($0) } ?? .nan
    unsafe label.withCString { label in
      if let box {
        let corners: [4 of Float] = [box.left, box.top, box.width, box.height]
        unsafe corners.span.withUnsafeBufferPointer {
          unsafe host.pointee.emit_label(sink, port, time, label, score, $0.baseAddress)
        }
      } else {
        unsafe host.pointee.emit_label(sink, port, time, label, score, nil)
      }
    }
  }

  /// Hands over a finished document. `name` is a file name such as "report.png".
  public func artifact(_ bytes: [UInt8], name: String? = nil, to output: Output? = nil) {
    let port = outline.port(of: .artifact, output)
    let mediaType = outline.outputs[Int(port)].mediaType
    unsafe mediaType.withCString { mediaType in
      unsafe bytes.withUnsafeBytes { bytes in
        let emit = unsafe host.pointee.emit_artifact
        if let name {
          unsafe name.withCString {
            unsafe emit?(sink, port, mediaType, $0, bytes.baseAddress, bytes.count)
          }
        } else {
          unsafe emit?(sink, port, mediaType, nil, bytes.baseAddress, bytes.count)
        }
      }
    }
  }
}
