import CSystem
import Glibc

/// Starts a thread without which nothing goes on: the process ends where there is none to be had.
package func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
  guard startThreadIfPossible(name, body) else {
    fatalError("cannot start a thread: the system's limit of threads or memory is reached")
  }
}

/// Starts a thread that ends by itself. `name` shows in debuggers, 15 bytes at most.
///
/// - Returns: false when the system gives no thread; `body` does not run then.
package func startThreadIfPossible(
  _ name: String, _ body: @escaping @Sendable () -> Void
) -> Bool {
  let box = unsafe Unmanaged.passRetained(ThreadBody(name: name, run: body))
  var thread = pthread_t()
  let code = unsafe pthread_create(
    &thread, nil,
    { context in
      let body = unsafe Unmanaged<ThreadBody>.fromOpaque(context!).takeRetainedValue()
      unsafe cs_name_thread(String(body.name.prefix(15)))
      body.run()
      return nil
    }, unsafe box.toOpaque())
  guard code == 0 else {
    unsafe box.release()
    return false
  }
  pthread_detach(thread)
  return true
}

private final class ThreadBody: Sendable {
  let name: String
  let run: @Sendable () -> Void

  init(name: String, run: @escaping @Sendable () -> Void) {
    self.name = name
    self.run = run
  }
}
