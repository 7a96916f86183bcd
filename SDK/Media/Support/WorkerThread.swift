import Glibc

/// A thread that ends by itself; `join` waits for that.
@safe final class WorkerThread: @unchecked Sendable {  // `thread` never changes
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  init(_ run: @escaping @Sendable () -> Void) throws(MediaError) {
    let body = unsafe Unmanaged.passRetained(Body(run))
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        unsafe Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, unsafe body.toOpaque())
    guard code == 0 else {
      unsafe body.release()
      throw .system(.tooLarge, "decoding", "start a thread", code: code)
    }
    self.thread = thread
  }

  /// Call it once.
  func join() { _ = pthread_join(thread, nil) }
}
