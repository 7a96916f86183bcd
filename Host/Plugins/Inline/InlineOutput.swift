import Synchronization

/// Hands what a session emits to its receiver, in the host's own process.
final class InlineOutput: SinkOutput, Sendable {
  private unowned let call: Call  // which owns this
  private let cancelled = Atomic<Bool>(false)

  init(_ call: Call) { self.call = call }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  func segment(port: Int, start: Double, stop: Double, label: String?, score: Float) {
    send(.segment(port: port, start: start, stop: stop, label: label, score: score))
  }

  func vector(port: Int, time: Double, values: UnsafeBufferPointer<Float>) {
    send(.vector(port: port, time: time, values: unsafe Array(values)))
  }

  func label(port: Int, time: Double, label: String, score: Float, box: Box?) {
    send(.label(port: port, time: time, label: label, score: score, box: box))
  }

  func artifact(port: Int, mediaType: String, name: String?, bytes: UnsafeRawBufferPointer) {
    send(.artifact(port: port, mediaType: mediaType, name: name, bytes: unsafe Array(bytes)))
  }

  func requestFrames(port: Int, start: Double, stop: Double, every: Double) {
    call.deliverToStream { $0.requested(port: port, start: start, stop: stop, every: every) }
  }

  func progress(_ fraction: Double) { send(.progress(fraction)) }

  private func send(_ event: Event) {
    if !isCancelled { call.deliver { $0.receive(event) } }
  }
}
