/// Adds up a video's packets in bins of about a second between keyframes.
package struct PacketBins: Sendable {
  /// What the packets of about a second weigh.
  struct Bin: Equatable, Sendable {
    /// Seconds.
    var start: Double
    var stop: Double
    /// The bin's place after its keyframe: packets right after one weigh differently.
    var place: Int
    /// Of the packets that are no keyframes.
    var bytes: Double
    var count: Int
    /// Of the keyframe before.
    var keyBytes: Double

    /// Mean bytes of a packet that is no keyframe.
    var weight: Double { bytes / Double(max(1, count)) }
    /// Packets in a second.
    var rate: Double { Double(count) / max(1e-6, stop - start) }
  }

  private(set) var bins: [Bin] = []
  private(set) var keyframes = 0
  private(set) var packets = 0
  /// When the last packet was shown, seconds.
  package private(set) var end = 0.0
  private var group: [(time: Double, size: Int)] = []
  private var key: (time: Double, size: Int)?

  package init() {}

  /// Takes the next packet in order of decoding: seconds, bytes.
  package mutating func add(time: Double, size: Int, isKey: Bool) {
    guard time.isFinite else { return }
    packets += 1
    end = max(end, time)
    if isKey {
      close(at: time)
      keyframes += 1
      key = (time, size)
    } else if key != nil {
      group.append((time, size))
    }
  }

  /// All packets have been added.
  package mutating func finish() { close(at: end) }

  private mutating func close(at stop: Double) {
    defer { group.removeAll(keepingCapacity: true) }
    guard let key, stop > key.time else { return }
    let count = max(1, Int((stop - key.time).rounded()))
    let length = (stop - key.time) / Double(count)
    let first = bins.count
    for place in 0..<count {
      let start = key.time + Double(place) * length
      bins.append(
        Bin(
          start: start, stop: start + length, place: place, bytes: 0, count: 0,
          keyBytes: Double(key.size)))
    }
    for packet in group {
      let place = min(count - 1, max(0, Int((packet.time - key.time) / length)))
      bins[first + place].bytes += Double(packet.size)
      bins[first + place].count += 1
    }
  }
}
