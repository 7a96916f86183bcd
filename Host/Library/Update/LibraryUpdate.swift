import Catalogue
import Plugins
import Wire

/// Brings a catalogue up to date with music files: those that are new or have changed are
/// analysed, several at a time, and each is stored when it is done.
///
/// Whatever ends it, all that was stored stays, and the next update goes on where it ended. A
/// file that cannot be used is stored with the reason, and is not tried again until it changes.
package final class LibraryUpdate: @unchecked Sendable {  // `lock` guards the variables
  /// What an update has come to.
  package struct Summary: Equatable, Sendable {
    package var added = 0
    package var updated = 0
    package var unchanged = 0
    package var broken = 0
    /// Could not be looked at now, and are tried again next time.
    package var skipped = 0
    package var isCancelled = false
  }

  private let catalogue: Catalogue
  private let analyser: Analyser
  /// With the fraction that is done, by bytes.
  private let progress: @Sendable (Double) -> Void
  /// With a path and what is wrong there.
  private let remark: @Sendable (String, String) -> Void
  private let lock = Lock()
  private var waiting: ArraySlice<MusicFolder.File> = []
  private var bytesInAll: Int64 = 0
  private var bytesDone: Int64 = 0
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
      waiting = wanted[...]
      bytesInAll = wanted.reduce(0) { $0 + Self.weight($1) }
      threads = jobs
    }
    for _ in 1..<max(jobs, 2) where jobs > 1 {
      startThread("analysis") { self.work(again) }
    }
    work(again)
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
      return self.running
    }
    for cancellation in running { cancellation.cancel() }
  }

  private var isCancelled: Bool { lock.withLock { summary.isCancelled } }

  // MARK: One of several threads

  private func work(_ again: Bool) {
    let cancellation = Cancellation()
    lock.withLock { running.append(cancellation) }
    while let file = next() {
      do throws(CatalogueError) {
        try take(file, again, cancellation)
      } catch {
        // What cannot be stored now will not be after the next file either.
        lock.withLock { failure = failure ?? error }
        cancel()
      }
      let fraction = lock.withLock {
        bytesDone += Self.weight(file)
        return Double(bytesDone) / Double(max(bytesInAll, 1))
      }
      progress(fraction)
    }
    lock.withLock {
      threads -= 1
      lock.notify()
    }
  }

  private func next() -> MusicFolder.File? {
    lock.withLock { summary.isCancelled ? nil : waiting.popFirst() }
  }

  private func take(
    _ file: MusicFolder.File, _ again: Bool, _ cancellation: Cancellation
  ) throws(CatalogueError) {
    let before = try catalogue.track(path: file.path, parts: [])
    // Another update may have been here in the meantime.
    if !again, isCurrent(before, file) {
      lock.withLock { summary.unchanged += 1 }
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
    try catalogue.add(result.track, cover: result.cover)
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

  /// Even an empty file takes a while.
  private static func weight(_ file: MusicFolder.File) -> Int64 { file.state.size + 100_000 }
}
