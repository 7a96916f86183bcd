import Glibc
import PatchbayABI

/// Takes what a session emits, already checked against the plugin's declaration.
/// Pointers are lent for the call.
protocol SinkOutput: AnyObject {
  func segment(port: Int, start: Double, stop: Double, label: String?, score: Float)
  func vector(port: Int, time: Double, values: UnsafeBufferPointer<Float>)
  func label(port: Int, time: Double, label: String, score: Float, box: Box?)
  func artifact(port: Int, mediaType: String, name: String?, bytes: UnsafeRawBufferPointer)
  func requestFrames(port: Int, start: Double, stop: Double, every: Double)
  func progress(_ fraction: Double)
  var isCancelled: Bool { get }
}

/// One session's end of the host callbacks: `patchbay_sink *` points to it.
///
/// A plugin that emits what it did not declare is told apart here: the first such lie becomes
/// the session's failure, and nothing more of it is passed on.
@safe final class Sink {
  let outputs: [OutputPort]
  let inputCount: Int
  unowned let output: any SinkOutput
  /// The sentence that the plugin gave with `fail`.
  var sentence: String?
  /// How the plugin broke the contract, if it did.
  private(set) var breach: String?

  init(outputs: [OutputPort], inputCount: Int, output: any SinkOutput) {
    self.outputs = outputs
    self.inputCount = inputCount
    self.output = output
  }

  @unsafe var pointer: OpaquePointer {
    unsafe OpaquePointer(Unmanaged.passUnretained(self).toOpaque())
  }

  @unsafe static func from(_ pointer: OpaquePointer?) -> Sink? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe Unmanaged<Sink>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  func breach(_ sentence: String) {
    if breach == nil { breach = sentence }
  }

  func outputPort(_ port: UInt32, _ what: String) -> OutputPort? {
    guard breach == nil else { return nil }
    guard port < outputs.count else {
      breach("it sent a \(what) to output \(port), but has \(outputs.count) outputs")
      return nil
    }
    return outputs[Int(port)]
  }

  /// A text that the plugin lent, or nil for NULL. Text that is not UTF-8 is a breach.
  @unsafe func text(_ pointer: UnsafePointer<CChar>?, _ what: String) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
    if let text = unsafe String(validating: bytes, as: UTF8.self) { return text }
    breach("it sent a \(what) that is not UTF-8")
    return nil
  }
}
