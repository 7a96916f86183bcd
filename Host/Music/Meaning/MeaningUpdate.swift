import Catalogue
import Plugins
import Wire

/// Gives every track of a catalogue that lacks it a vector of what its words mean, several
/// batches at a time, each stored when it is done.
///
/// Whatever ends it, all that was stored stays, and the next update goes on where it ended.
package final class MeaningUpdate: @unchecked Sendable {  // `lock` guards the variables
  /// What an update has come to.
  package struct Summary: Equatable, Sendable {
    /// Tracks that have a vector now.
    package var stored = 0
    /// Tracks that could not be looked at now, and are tried again next time.
    package var skipped = 0
    package var isCancelled = false
    /// Why the plugin can be asked nothing more, or what it said of one that was skipped.
    package var failure: PluginError?
  }

  private let catalogue: Catalogue
  private let reader: WordReader
  /// With the fraction that is done.
  private let progress: @Sendable (Double) -> Void
  private let lock = Lock()
  private var summary = Summary()
  private var failure: CatalogueError?
  private var running: [Cancellation] = []
  private var threads = 0
  private var last: Int64 = 0
  private var done = 0
  private var inAll = 0

  package init(
    catalogue: Catalogue, reader: WordReader, progress: @escaping @Sendable (Double) -> Void
  ) {
    self.catalogue = catalogue
    self.reader = reader
    self.progress = progress
  }

  /// - Throws: what the catalogue says when nothing can be stored any more.
  package func run() throws(CatalogueError) -> Summary {
    let count = try catalogue.count(lacking: WordReader.name, version: reader.version)
    let jobs = min(reader.instances, count / WordReader.batch + 1)
    lock.withLock {
      inAll = count
      threads = jobs
    }
    for _ in 1..<max(jobs, 2) where jobs > 1 {
      startThread("meaning") { self.work() }
    }
    work()
    return try lock.withLock { () throws(CatalogueError) in
      while threads > 0 { lock.wait() }
      if let failure { throw failure }
      return summary
    }
  }

  /// Begins no more batches, and gives up those in hand. Any thread.
  package func cancel() {
    lock.withLock { summary.isCancelled = true }
    stop()
  }

  private func stop() {
    let running = lock.withLock {
      last = .max
      return self.running
    }
    for cancellation in running { cancellation.cancel() }
  }

  // MARK: One of several threads

  private func work() {
    let cancellation = Cancellation()
    let isLate = lock.withLock {
      running.append(cancellation)
      return last == .max
    }
    if isLate { cancellation.cancel() }
    do throws(CatalogueError) {
      while let tracks = try next(), !cancellation.isCancelled {
        try take(tracks, cancellation)
        let fraction = lock.withLock {
          done += tracks.count
          return Double(done) / Double(max(inAll, 1))
        }
        progress(fraction)
      }
    } catch {
      // What cannot be stored now will not be with the next batch either.
      lock.withLock { failure = failure ?? error }
      stop()
    }
    lock.withLock {
      threads -= 1
      lock.notify()
    }
  }

  private func next() throws(CatalogueError) -> [Track]? {
    try lock.withLock { () throws(CatalogueError) in
      if last == .max { return nil }
      let tracks = try catalogue.list(
        lacking: WordReader.name, version: reader.version, after: last, limit: WordReader.batch,
        parts: [.genres])
      last = tracks.last?.id ?? .max
      return tracks.isEmpty ? nil : tracks
    }
  }

  private func take(_ tracks: [Track], _ cancellation: Cancellation) throws(CatalogueError) {
    let result = reader.read(tracks, cancellation)
    try reader.store(result.vectors, in: catalogue)
    lock.withLock {
      summary.stored += result.vectors.count { $0.values != nil }
      guard let error = result.error, error.code != .cancelled else { return }
      summary.skipped += tracks.count - result.vectors.count
      summary.failure = error
    }
    if let error = result.error, WordReader.isOver(error) { stop() }
  }
}
