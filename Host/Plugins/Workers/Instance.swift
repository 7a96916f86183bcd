import Wire

/// One instance of a plugin, in a worker process or inline. All functions but `doorbell` and
/// `join` are called with the plugin's lock held; none of those blocks.
protocol Instance: AnyObject, Sendable {
  var isServing: Bool { get }
  /// Its process has ended for want of work, and will come again for the next request.
  var isResting: Bool { get }
  /// It has ended and will do nothing any more.
  var isOver: Bool { get }
  /// Calls that it has not done with, whether anybody still waits for them or not.
  var active: Int { get }
  /// Requests that are not answered yet: calls, and parts of streamed ones.
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
  /// Looks after itself; every few milliseconds while anything is under way.
  /// - Returns: the calls whose deadline has passed.
  func tick(_ now: Int64) -> [Call]
  /// Ends it: at once, or when what is under way has ended.
  func stop(drain: Bool)
  /// nil inline.
  var processID: Int32? { get }
  /// Without the lock: wakes the instance after `begin`, `push` and the like.
  func doorbell()
  /// What to ring instead, without the lock; nil inline.
  var bell: Ring? { get }
  /// For calls that are answered at once; nil where polling is not worth it.
  var poller: ReplyPoller? { get }
  /// Without the lock: waits until it has ended.
  func join(milliseconds: Int) -> Bool
}
