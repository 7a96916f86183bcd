/// One instance of a plugin, in a worker process or inline. All functions but `doorbell` are
/// called with the plugin's lock held; none blocks.
protocol Instance: AnyObject, Sendable {
  var isServing: Bool { get }
  /// Requests that are not answered yet.
  var unanswered: Int { get }
  var openStreams: Int { get }
  /// Starts a call, or opens a stream. - Returns: false when there is no room now.
  func begin(_ call: Call) -> Bool
  /// For an open stream. - Returns: false when there is no room now.
  func push(_ call: Call, _ push: Push) -> Bool
  func finishPackets(_ call: Call) -> Bool
  func finish(_ call: Call) -> Bool
  func close(_ call: Call)
  func setCancelled(_ call: Call)
  /// Looks after deadlines; every few milliseconds while anything is under way.
  func tick(_ now: Int64)
  /// Ends it: at once, or when what is under way has ended.
  func stop(drain: Bool)
  /// Memory of its own process; nil inline.
  var processID: Int32? { get }
  /// Without the lock: wakes the instance after `begin`, `push` and the like.
  func doorbell()
  /// Without the lock: waits until it has ended.
  func join(milliseconds: Int) -> Bool
}
