import PatchbayABI

/// The checks behind the host callbacks that carry results.
extension Sink {
  @unsafe func emitSegment(
    _ port: UInt32, _ start: Double, _ stop: Double, _ label: UnsafePointer<CChar>?, _ score: Float
  ) {
    guard let declared = outputPort(port, "segment") else { return }
    guard case .timestamps = declared.kind else {
      return breach("it sent a segment to output '\(declared.name)', which has no timestamps")
    }
    guard start.isFinite, stop.isFinite, start <= stop else {
      return breach("it sent a segment from \(start) s to \(stop) s to output '\(declared.name)'")
    }
    let name = unsafe text(label, "label")
    guard breach == nil else { return }
    output.segment(port: Int(port), start: start, stop: stop, label: name, score: score)
  }

  @unsafe func emitVector(
    _ port: UInt32, _ time: Double, _ values: UnsafePointer<Float>?, _ count: UInt32
  ) {
    guard let declared = outputPort(port, "vector") else { return }
    guard case .vectors(let dimensions) = declared.kind else {
      return breach("it sent a vector to output '\(declared.name)', which has none")
    }
    guard dimensions.isEmpty || dimensions.count == count else {
      return breach(
        "it sent \(count) values to output '\(declared.name)', which declares \(dimensions.count)")
    }
    guard time.isFinite, unsafe values != nil || count == 0 else {
      return breach("it sent a vector without values or time to output '\(declared.name)'")
    }
    unsafe output.vector(
      port: Int(port), time: time,
      values: UnsafeBufferPointer(start: values, count: Int(count)))
  }

  @unsafe func emitLabel(
    _ port: UInt32, _ time: Double, _ label: UnsafePointer<CChar>?, _ score: Float,
    _ box: UnsafePointer<Float>?
  ) {
    guard let declared = outputPort(port, "label") else { return }
    guard case .labels = declared.kind else {
      return breach("it sent a label to output '\(declared.name)', which has none")
    }
    guard let name = unsafe text(label, "label") else {
      return breach("it sent a label without text to output '\(declared.name)'")
    }
    guard time.isFinite else {
      return breach("it sent a label without a time to output '\(declared.name)'")
    }
    var place: Box?
    if let box = unsafe box {
      place = unsafe Box(left: box[0], top: box[1], width: box[2], height: box[3])
    }
    output.label(port: Int(port), time: time, label: name, score: score, box: place)
  }

  @unsafe func emitArtifact(
    _ port: UInt32, _ mediaType: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?,
    _ bytes: UnsafeRawPointer?, _ length: Int
  ) {
    guard let declared = outputPort(port, "document") else { return }
    guard case .artifact(let declaredType) = declared.kind else {
      return breach("it sent a document to output '\(declared.name)', which has none")
    }
    let type = unsafe text(mediaType, "media type") ?? declaredType
    let title = unsafe text(name, "file name")
    guard breach == nil else { return }
    guard let type, length >= 0, unsafe bytes != nil || length == 0 else {
      return breach(
        "it sent a document without bytes or media type to output '\(declared.name)'")
    }
    unsafe output.artifact(
      port: Int(port), mediaType: type, name: title,
      bytes: UnsafeRawBufferPointer(start: bytes, count: length))
  }

  func requestFrames(_ port: UInt32, _ start: Double, _ stop: Double, _ every: Double) {
    guard breach == nil else { return }
    guard port < inputCount, !start.isNaN, !stop.isNaN, start <= stop, !(every < 0) else {
      return breach("it asked input \(port) for frames from \(start) s to \(stop) s")
    }
    output.requestFrames(port: Int(port), start: start, stop: stop, every: every)
  }
}
