import CSystem
import Glibc

/// Starts a thread that ends by itself. `name` shows in debuggers, 15 bytes at most.
package func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
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
  guard code == 0 else { fatalError("cannot start a thread: error \(code)") }
  pthread_detach(thread)
}

private final class ThreadBody: Sendable {
  let name: String
  let run: @Sendable () -> Void

  init(name: String, run: @escaping @Sendable () -> Void) {
    self.name = name
    self.run = run
  }
}
