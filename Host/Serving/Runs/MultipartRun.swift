import CHTTP
import Plugins

/// A body of parts: a medium or pictures with their times, texts, parameters, in any order.
@safe final class MultipartRun: BodyReceiver {
  private unowned let exchange: Exchange
  private var plan: RunPlan
  private let processor: OpaquePointer
  private var parts: RunParts
  private var problem: Problem?

  init(_ exchange: Exchange, _ plan: RunPlan) throws(Problem) {
    self.exchange = exchange
    self.plan = plan
    parts = RunParts(settings: exchange.service.settings, length: exchange.length)
    let hook = PartHook()
    let context = unsafe Unmanaged.passRetained(hook)
    guard
      let processor = unsafe exchange.connection.makePostProcessor(takePart, context.toOpaque())
    else {
      unsafe context.release()
      throw .badRequest("the body's Content-Type is multipart/form-data without a boundary")
    }
    unsafe self.processor = processor
    self.hook = hook
    hook.run = self
  }

  private let hook: PartHook

  deinit {
    unsafe MHD_destroy_post_processor(processor)
    unsafe Unmanaged.passUnretained(hook).release()
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let isTaken = unsafe MHD_post_process(processor, start, bytes.count) == .YES
    if let problem { throw problem }
    if !isTaken { throw .badRequest("the body is not the multipart/form-data it is said to be") }
  }

  /// A part begins, or goes on. False: stop.
  fileprivate func take(_ name: String, isNew: Bool, _ bytes: UnsafeRawBufferPointer) -> Bool {
    do throws(Problem) {
      if isNew { try parts.begin(name, plan: &plan) }
      try unsafe parts.append(bytes)
      return true
    } catch {
      problem = error
      return false
    }
  }

  func end() throws(Problem) -> Reply {
    try parts.finish(plan: &plan)
    guard let source = parts.source else {
      return try Runs.start(exchange, plan, texts: parts.texts)
    }
    guard plan.takesMedia else {
      throw Problem(
        415, "unsupported-media", "\(plan.names) takes text; send it in a part named 'text'")
    }
    try parts.texts.check(plan)
    let answer = Runs.makeAnswer(exchange, plan)
    try Runs.start(exchange, plan, source: source, texts: parts.texts, answer: answer)
    return .later(answer)
  }

  func abandon() { parts.abandon() }
}

/// What libmicrohttpd's callback gets: it is made before the run is complete.
private final class PartHook {
  weak var run: MultipartRun?
}

/// Called by libmicrohttpd for each part of a body, and for more of it.
private func takePart(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ key: UnsafePointer<CChar>?,
  _ file: UnsafePointer<CChar>?, _ type: UnsafePointer<CChar>?, _ coding: UnsafePointer<CChar>?,
  _ data: UnsafePointer<CChar>?, _ offset: UInt64, _ size: Int
) -> MHD_Result {
  guard let context = unsafe context, let key = unsafe key else { return .YES }
  let hook = unsafe Unmanaged<PartHook>.fromOpaque(context).takeUnretainedValue()
  guard let run = hook.run else { return .NO }
  let bytes = unsafe UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : size)
  return unsafe run.take(String(cString: key), isNew: offset == 0, bytes) ? .YES : .NO
}
