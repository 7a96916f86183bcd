/// From packets to the frames that the wishes chose: plans, decodes, scales.
///
/// Frames come out in order of time for each wish. Belongs to one thread.
final class VideoPipeline {
  /// What is on its way out: finished, or still in the hands of a worker.
  private enum Output {
    case frame(wish: Int, VideoFrame)
    case job(KeyframeJob)
  }

  private struct Pending {
    var time: Double
    var limit: Double
    var wishes: UInt64
    var duration: Double
  }

  private let format: StreamFormat
  private let subject: String
  private let limits: MediaLimits
  private let threads: Int
  private let wishes: [Int: FrameWish]
  private let scalers: [Int: FrameScaler]
  private let feed: any PacketFeed
  private var plan: PicturePlan
  private var decoder: VideoDecoder?
  /// Whether the decoder has been given every packet since a keyframe.
  private var isRunning = false
  private var pool: KeyframePool?
  private var pending: [Pending] = []
  /// Times of packets without a time of presentation, in order of decoding. Their pictures come
  /// out in another order, and take these times one after the other.
  private var blindTimes = Queue<Double>()
  private var outputs = Queue<Output>()
  private var jobsUnderWay = 0
  private var lastTime = -Double.infinity
  /// Pictures that a decoder holds back at most, to put them in order.
  private static let mostReordered = 16
  var warnings = WarningLog()
  /// Why the first picture that does not decode does not.
  private(set) var firstProblem: MediaError?

  init(
    _ format: StreamFormat, wishes: [Int: FrameWish], feed: any PacketFeed, subject: String,
    limits: MediaLimits, threads: Int
  ) {
    self.format = format
    self.wishes = wishes
    self.feed = feed
    self.subject = subject
    self.limits = limits
    self.threads = threads
    scalers = wishes.mapValues { FrameScaler($0, rotation: format.rotation) }
    plan = PicturePlan([], limits: limits)
  }

  deinit { pool?.stop() }

  /// Begins a stretch in which `selectors` choose the frames.
  func begin(_ selectors: [(wish: Int, selector: FrameSelector)]) {
    plan = PicturePlan(selectors, limits: limits)
  }

  func push(_ picture: CodedPicture) throws(MediaError) {
    plan.add(picture)
    try work()
  }

  /// Ends the stretch: what was chosen comes out.
  func finish() throws(MediaError) {
    plan.end()
    try work()
    try stopRunning()
  }

  private func work() throws(MediaError) {
    while let step = plan.next() {
      switch step {
      case .pass: try stopRunning()
      case .alone(let picture, let wishes):
        try stopRunning()
        try decodeAlone(picture, wishes)
      case .inOrder(let picture, let wishes, let limit):
        try decodeInOrder(picture, wishes, limit)
      }
    }
  }

  // MARK: Keyframes by themselves

  private func decodeAlone(_ picture: CodedPicture, _ wishes: UInt64) throws(MediaError) {
    guard let packet = try load(picture) else { return }
    let pool = try startedPool()
    let job = KeyframeJob(packet, picture, wishes: wishes)
    pool.submit(job)
    outputs.append(.job(job))
    jobsUnderWay += 1
  }

  private func startedPool() throws(MediaError) -> KeyframePool {
    if let pool { return pool }
    let made = KeyframePool(format, wishes: wishes, subject: subject, limits: limits)
    pool = made
    try made.start(threads: threads)
    return made
  }

  private func load(_ picture: CodedPicture) throws(MediaError) -> Packet? {
    if let packet = try feed.load(picture) { return packet }
    warnings.add("the file ends before this picture, which its index promises", at: picture.time)
    return nil
  }

  // MARK: Everything in order

  private func decodeInOrder(
    _ picture: CodedPicture, _ wishes: UInt64, _ limit: Double
  ) throws(MediaError) {
    guard let packet = try load(picture) else { return }
    let decoder: VideoDecoder
    if let made = self.decoder {
      decoder = made
    } else {
      decoder = try VideoDecoder(format, subject: subject, threads: threads, limits: limits)
      self.decoder = decoder
    }
    isRunning = true
    if picture.presentation == nil, !picture.isHidden {
      blindTimes.append(picture.time)
      // Packets that give no picture must not delay the times for ever.
      if blindTimes.count > VideoPipeline.mostReordered + threads { blindTimes.removeFirst() }
    }
    if wishes != 0 {
      let new = Pending(
        time: picture.time, limit: limit, wishes: wishes, duration: picture.duration)
      let at = pending.lastIndex { $0.time <= new.time }.map { $0 + 1 } ?? 0
      pending.insert(new, at: at)
    }
    if let problem = try decoder.decode(packet, take) { report(problem, at: picture.time) }
  }

  private func stopRunning() throws(MediaError) {
    guard isRunning, let decoder else { return }
    isRunning = false
    if let problem = try decoder.decode(nil, take) { report(problem, at: max(lastTime, 0)) }
    decoder.reset()
    pending = []
    blindTimes = Queue()
    lastTime = -Double.infinity
  }

  private func take(_ picture: Picture) throws(MediaError) {
    let told = picture.time.map(format.timeBase.seconds) ?? pending.first?.time ?? lastTime
    let time = blindTimes.isEmpty ? told : blindTimes.removeFirst()
    let isLate = time <= lastTime
    lastTime = max(lastTime, time)
    var chosen = plan.everyFrame(at: time)
    var duration = format.timeBase.duration(picture.duration)
    while let first = pending.first, first.time <= time {
      pending.removeFirst()
      if time == first.time || time < first.limit { chosen |= first.wishes }
      if time == first.time, first.duration > 0 { duration = first.duration }
    }
    if chosen == 0 || isLate { return }
    if picture.isDamaged { warnings.add("a picture is damaged and was patched up", at: time) }
    for (wish, scaler) in scalers where chosen & (1 << UInt64(wish)) != 0 {
      let frame = VideoFrame(
        time: time, duration: duration > 0 ? duration : .nan, isKey: picture.isKey,
        source: picture, scaler: scaler)
      outputs.append(.frame(wish: wish, frame))
    }
  }

  private func report(_ problem: MediaError, at time: Double) {
    firstProblem = firstProblem ?? problem
    warnings.add(problem.description, at: time)
  }

  // MARK: Output

  /// The next frame that is ready. With `waiting`, or when many keyframes are under way, waits
  /// for the next one to be ready.
  func next(waiting: Bool) -> (wish: Int, frame: VideoFrame)? {
    while let output = outputs.first {
      switch output {
      case .frame(let wish, let frame):
        outputs.removeFirst()
        return (wish, frame)
      case .job(let job):
        guard let pool else { return nil }
        if waiting || jobsUnderWay > threads + 1 { pool.wait(for: job) }
        guard pool.isDone(job) else { return nil }
        if !job.frames.isEmpty {
          let next = job.frames.removeFirst()
          return (next.wish, next.frame)
        }
        settle(job)
        outputs.removeFirst()
        jobsUnderWay -= 1
      }
    }
    return nil
  }

  private func settle(_ job: KeyframeJob) {
    if let problem = job.problem {
      report(problem, at: job.picture.time)
    } else if job.isEmpty {
      warnings.add("a keyframe holds no picture", at: job.picture.time)
    } else if job.isDamaged {
      warnings.add("a picture is damaged and was patched up", at: job.picture.time)
    }
  }
}
