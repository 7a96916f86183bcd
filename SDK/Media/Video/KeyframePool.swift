/// Decodes and scales keyframes on several threads, each with a decoder of its own.
///
/// Keyframes need nothing but themselves, so they are decoded side by side and come out the same
/// as in order.
final class KeyframePool: @unchecked Sendable {  // `condition` guards what changes
  private let format: StreamFormat
  private let wishes: [Int: FrameWish]
  private let subject: String
  private let limits: MediaLimits
  private let condition = Condition()
  private var jobs = Queue<KeyframeJob>()
  private var isEnding = false
  private var threads: [WorkerThread] = []

  init(
    _ format: StreamFormat, wishes: [Int: FrameWish], subject: String, limits: MediaLimits
  ) {
    self.format = format
    self.wishes = wishes
    self.subject = subject
    self.limits = limits
  }

  func start(threads count: Int) throws(MediaError) {
    for _ in 0..<count {
      let decoder = try VideoDecoder(format, subject: subject, threads: 1, limits: limits)
      threads.append(try WorkerThread { [self] in work(decoder) })
    }
  }

  /// Ends the threads. Must be called, or they wait for ever.
  func stop() {
    condition.withLock {
      isEnding = true
      condition.notify()
    }
    for thread in threads { thread.join() }
    threads = []
  }

  func submit(_ job: KeyframeJob) {
    condition.withLock {
      jobs.append(job)
      condition.notify()
    }
  }

  func isDone(_ job: KeyframeJob) -> Bool { condition.withLock { job.isDone } }

  func wait(for job: KeyframeJob) {
    condition.withLock { while !job.isDone { condition.wait() } }
  }

  private func work(_ decoder: VideoDecoder) {
    let scalers = wishes.mapValues { FrameScaler($0, rotation: format.rotation) }
    while let job = takeJob() {
      do throws(MediaError) {
        try decode(job, decoder, scalers)
      } catch {
        job.problem = error
      }
      decoder.reset()
      condition.withLock {
        job.isDone = true
        condition.notify()
      }
    }
  }

  private func takeJob() -> KeyframeJob? {
    condition.withLock {
      while jobs.isEmpty, !isEnding { condition.wait() }
      return isEnding ? nil : jobs.removeFirst()
    }
  }

  private func decode(
    _ job: KeyframeJob, _ decoder: VideoDecoder, _ scalers: [Int: FrameScaler]
  ) throws(MediaError) {
    var found: Picture?
    let take = { (picture: Picture) throws(MediaError) in if found == nil { found = picture } }
    job.problem = try decoder.decode(job.packet, take)
    if let problem = try decoder.decode(nil, take) { job.problem = job.problem ?? problem }
    guard let picture = found else { return }
    job.isDamaged = picture.isDamaged
    job.isEmpty = false
    let coded = job.picture
    for (wish, scaler) in scalers where job.wishes & (1 << UInt64(wish)) != 0 {
      let layout = scaler.layout(for: picture)
      let shown = scaler.displayedSize(of: picture)
      let frame = VideoFrame(
        time: coded.time, duration: coded.duration > 0 ? coded.duration : .nan, isKey: true,
        sourceWidth: shown.width, sourceHeight: shown.height, layout: layout,
        bytes: try scaler.bytes(of: picture, layout))
      job.frames.append((wish, frame))
    }
  }
}
