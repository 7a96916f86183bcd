/// Cuts a stream of samples into blocks of one length, at steps of one length.
struct AudioBlocker {
  private let block: Int
  private let hop: Int
  let channels: Int
  let sampleRate: Double
  private var planes: [[Float]]
  private var head = 0
  /// Time of the sample at `head` is `start` plus this many samples.
  private var position = 0
  private var start: Double
  /// Samples at `head` that were part of a block before.
  private var covered = 0
  /// Samples to be left out, where the hop is longer than the block.
  private var toSkip = 0

  /// Blocks "as they come" have about this many samples, so that few of them carry many.
  private static let asTheyCome = 8192

  init(_ wish: AudioWish, sampleRate: Double, channels: Int, start: Double) {
    block = wish.block > 0 ? wish.block : AudioBlocker.asTheyCome
    hop = wish.block > 0 && wish.hop > 0 ? wish.hop : block
    self.channels = channels
    self.sampleRate = sampleRate
    self.start = start
    planes = Array(repeating: [], count: channels)
  }

  /// Adds a plane of samples for each channel and hands on the blocks that are full.
  mutating func append(_ added: [[Float]], _ take: (AudioBlock) -> Void) {
    for channel in 0..<channels { planes[channel] += added[channel] }
    emit(take)
  }

  /// Adds `count` samples of silence.
  mutating func appendSilence(_ count: Int, _ take: (AudioBlock) -> Void) {
    var left = count
    while left > 0 {
      let step = min(left, 65536)
      append(Array(repeating: Array(repeating: 0, count: step), count: channels), take)
      left -= step
    }
  }

  private var available: Int { (planes.first?.count ?? 0) - head }

  private mutating func emit(_ take: (AudioBlock) -> Void) {
    skip()
    while toSkip == 0, available >= block {
      take(makeBlock(block))
      covered = max(block - hop, 0)
      toSkip = hop
      skip()
    }
    if head > 65536 || head == planes.first?.count {
      for channel in 0..<channels { planes[channel].removeFirst(head) }
      head = 0
    }
  }

  private mutating func skip() {
    let count = min(toSkip, available)
    head += count
    position += count
    toSkip -= count
  }

  private func makeBlock(_ samples: Int) -> AudioBlock {
    var values: [Float] = []
    values.reserveCapacity(samples * channels)
    for plane in planes { values += plane[head..<head + samples] }
    return AudioBlock(
      time: start + Double(position) / sampleRate, sampleRate: sampleRate, channels: channels,
      samples: samples, values: values)
  }

  /// Hands on what is left, a shorter block, unless blocks before held all of it.
  mutating func finish(_ take: (AudioBlock) -> Void) {
    if toSkip == 0, available > covered { take(makeBlock(available)) }
    for channel in 0..<channels { planes[channel] = [] }
    head = 0
    covered = 0
    toSkip = 0
  }
}
