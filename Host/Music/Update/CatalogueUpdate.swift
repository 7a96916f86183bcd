import Catalogue
import Plugins
import Wire

/// Brings a catalogue up to date with music files: those that are new or have changed are
/// analysed, several at a time, and each is stored when it is done.
///
/// Whatever ends it, all that was stored stays, and the next update goes on where it ended. A
/// file that cannot be used is stored with the reason, and is not tried again until it changes.
///
/// Several updates of one catalogue, in one process or in several, share the work: what another
/// has in hand is put aside, and done here only if the other did not bring it to its end.
package final class CatalogueUpdate: @unchecked Sendable {  // `lock` guards the variables
  /// What an update has come to.
  package struct Summary: Equatable, Sendable {
    package var added = 0
    package var updated = 0
    package var unchanged = 0
    package var broken = 0
    /// Could not be looked at now, and are tried again next time.
    package var skipped = 0
    /// Brought up to date by another update that went on at the same time.
    package var byOthers = 0
    package var isCancelled = false
  }

  /// What holds for one run from its beginning.
  private struct Round {
    let again: Bool
    let startRevision: Int64
    let claims: FileClaims
  }

  /// Nanoseconds between two looks at a file that another update has in hand.
  private static let pause: Int64 = 50_000_000

  private let catalogue: Catalogue
  private let analyser: Analyser
  /// With the fraction that is done, or that another update has in hand, by bytes.
  private let progress: @Sendable (Double) -> Void
  /// With a path and what is wrong there.
  private let remark: @Sendable (String, String) -> Void
  private let lock = Lock()
  private var queue = FileQueue([])
  private var summary = Summary()
  private var failure: CatalogueError?
  private var running: [Cancellation] = []
  private var threads = 0

  package init(
    catalogue: Catalogue, analyser: Analyser,
    progress: @escaping @Sendable (Double) -> Void,
    remark: @escaping @Sendable (_ path: String, _ text: String) -> Void
  ) {
    self.catalogue = catalogue
    self.analyser = analyser
    self.progress = progress
    self.remark = remark
  }

  /// - Parameters:
  ///   - jobs: files that are analysed at the same time.
  ///   - again: also files that have not changed.
  /// - Throws: what the catalogue says when nothing can be stored any more.
  package func run(
    _ files: [MusicFolder.File], jobs: Int, again: Bool = false
  ) throws(CatalogueError) -> Summary {
    let round = Round(
      again: again, startRevision: try catalogue.revision,
      claims: FileClaims(beside: catalogue.path))
    defer { round.claims.leave() }
    var wanted: [MusicFolder.File] = []
    for file in files {
      if isCancelled { break }
      if !again, isCurrent(try catalogue.track(path: file.path, parts: []), file) {
        lock.withLock { summary.unchanged += 1 }
      } else {
        wanted.append(file)
      }
    }
    lock.withLock {
      queue = FileQueue(wanted)
      threads = jobs
    }
    for _ in 1..<max(jobs, 2) where jobs > 1 {
      startThread("analysis") { self.work(round) }
    }
    work(round)
    return try lock.withLock { () throws(CatalogueError) in
      while threads > 0 { lock.wait() }
      if let failure { throw failure }
      return summary
    }
  }

  /// Takes no more files, and gives up those in hand. Any thread.
  package func cancel() {
    let running = lock.withLock {
      summary.isCancelled = true
      lock.notify()
      return self.running
    }
    for cancellation in running { cancellation.cancel() }
  }

  private var isCancelled: Bool { lock.withLock { summary.isCancelled } }

  // MARK: One of several threads

  private func work(_ round: Round) {
    let cancellation = Cancellation()
    lock.withLock { running.append(cancellation) }
    while let item = lock.withLock({ summary.isCancelled ? nil : queue.next() }) {
      guard round.claims.claim(item.file.path) else {
        putAside(item)
        continue
      }
      do throws(CatalogueError) {
        try take(item, round, cancellation)
      } catch {
        // What cannot be stored now will not be after the next file either.
        lock.withLock { failure = failure ?? error }
        cancel()
      }
      round.claims.release(item.file.path)
      if item.asideSince == nil { pass(item.file) }
    }
    lock.withLock {
      threads -= 1
      lock.notify()
    }
  }

  private func putAside(_ item: FileQueue.Item) {
    if item.asideSince == nil {
      pass(item.file)
    } else {
      lock.withLock { if !summary.isCancelled { lock.wait(nanoseconds: Self.pause) } }
    }
    if lock.withLock({ queue.putAside(item) }) {
      remark(item.file.path, "another run has it in hand; waiting for its end")
    }
  }

  private func pass(_ file: MusicFolder.File) {
    progress(lock.withLock { queue.pass(file) })
  }

  private func take(
    _ item: FileQueue.Item, _ round: Round, _ cancellation: Cancellation
  ) throws(CatalogueError) {
    let file = item.file
    let before = try catalogue.track(path: file.path, parts: [])
    if let before, isCurrent(before, file),
      !round.again || item.asideSince != nil && before.revision > round.startRevision
    {
      lock.withLock { summary.byOthers += 1 }
      return
    }
    let result = analyser.analyse(
      .path(file.path), path: file.path, file: file.state, cancellation: cancellation)
    if result.isUnfinished {
      if cancellation.isCancelled { return }
      lock.withLock { summary.skipped += 1 }
      for text in result.remarks { remark(file.path, text) }
      return
    }
    try catalogue.add(result.track, cover: result.cover, findings: result.findings)
    lock.withLock {
      if result.track.error != nil {
        summary.broken += 1
      } else if before == nil || before?.error != nil {
        summary.added += 1
      } else {
        summary.updated += 1
      }
    }
    for text in result.remarks { remark(file.path, text) }
  }

  /// Whether the catalogue knows all that an analysis would find out.
  private func isCurrent(_ track: Track?, _ file: MusicFolder.File) -> Bool {
    guard let track, track.file == file.state else { return false }
    return analyser.versions.allSatisfy { track.analysis[$0.key] == $0.value }
  }
}
