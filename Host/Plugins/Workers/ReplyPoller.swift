import Wire

/// Lets the thread that waits for short calls take their answers itself.
///
/// Waking the instance's thread, which then wakes the one that waits, costs more than a short
/// call. While anybody polls, the worker wakes nobody, so whoever has said `begin` must call `take`
/// again and again until `end`.
package struct ReplyPoller: Sendable {
  let instance: WorkerInstance
  let running: RunningWorker

  package func begin() {
    running.pollers.add(1, ordering: .sequentiallyConsistent)
    running.channel.replies.stayAwake()
  }

  /// Hands what has come to the receivers, on this thread. - Returns: whether anything had.
  package func take() -> Bool { instance.takeReplies(running) }

  package func end() {
    let left = running.pollers.subtract(1, ordering: .sequentiallyConsistent).newValue
    if left == 0 { running.channel.replies.rearm() }
  }
}
