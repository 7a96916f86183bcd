import CSystem
import Synchronization
import Wire

/// The thread that looks after deadlines: every few milliseconds while anything is under way,
/// and now and then when nothing is.
final class Timekeeper: @unchecked Sendable {  // `lock` guards the variables
  private static let pause: Int64 = 5_000_000
  private static let doze: Int64 = 1_000_000_000
  /// Rounds without anything under way before it dozes.
  private static let idleRounds = 5

  private let media: MediaStarter
  private let lock = Lock()
  private var plugins: [Plugin] = []
  private var isStopping = false
  private var isWoken = false
  private let isDozing = Atomic<Bool>(false)

  init(media: MediaStarter) { self.media = media }

  func start() { startThread("timekeeper") { self.run() } }

  /// Looks after `plugin` from now on, until it is retired and the last of its instances is gone.
  func watch(_ plugin: Plugin) { lock.withLock { plugins.append(plugin) } }

  /// Something has begun. Cheap while the timekeeper is awake. Without any plugin's lock.
  func wake() {
    guard isDozing.load(ordering: .relaxed) else { return }
    lock.withLock {
      isWoken = true
      lock.notify()
    }
  }

  /// Ends the thread once the last instance is gone.
  func stop() {
    lock.withLock {
      isStopping = true
      lock.notify()
    }
  }

  private func run() {
    var idle = 0
    var hasWorked = false
    while true {
      // Said before the look: what begins after it wakes us.
      let mayDoze = idle > Timekeeper.idleRounds
      isDozing.store(mayDoze, ordering: .sequentiallyConsistent)
      let isBusy = lookAround()
      idle = isBusy ? 0 : idle + 1
      if isBusy { hasWorked = true }
      var isQuiet = false
      let isOver = lock.withLock {
        if mayDoze, !isBusy, !isStopping {
          if !isWoken { lock.wait(nanoseconds: Timekeeper.doze) }
          // Awake for a while then: many short calls must not pay for waking it each time.
          if isWoken { idle = 0 } else { isQuiet = true }
        } else {
          lock.wait(nanoseconds: Timekeeper.pause)
        }
        isWoken = false
        return isStopping && plugins.isEmpty
      }
      if isOver { return }
      // Large results leave holes behind, which the next ones may never fill.
      if isQuiet, hasWorked {
        cs_trim_memory()
        hasWorked = false
      }
    }
  }

  private func lookAround() -> Bool {
    let now = Clock.now
    var isBusy = false
    media.tick(now)
    for plugin in lock.withLock({ plugins }) {
      if plugin.tick(now) { isBusy = true }
      if plugin.isGone { lock.withLock { plugins.removeAll { $0 === plugin } } }
    }
    return isBusy
  }
}
