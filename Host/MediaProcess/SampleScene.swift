/// The pictures of the sample recording: a room seen by a camera that does not move, through
/// which something passes at known times, with noise and slowly changing light.
struct SampleScene {
  struct Event {
    /// Seconds.
    var start: Double
    var stop: Double
    var what: String
  }

  static let width = 640
  static let height = 360
  let seconds: Double
  let events: [Event]
  private let background: [UInt8]
  private let noise: [UInt8]
  private var random: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static let noiseCount = 1 << 17

  init(seconds: Double) {
    self.seconds = seconds
    events = SampleScene.events(within: seconds)
    background = SampleScene.room()
    var random: UInt64 = 88_172_645_463_325_252
    noise = (0..<SampleScene.noiseCount).map { _ in
      // The sum of four is nearly a bell curve: 0 to 12, 6 in the middle.
      (0..<4).reduce(UInt8(0)) { sum, _ in sum + UInt8(SampleScene.next(&random) % 4) }
    }
  }

  /// Visits of 16 to 30 seconds, with quiet in between.
  private static func events(within seconds: Double) -> [Event] {
    let kinds = ["a person walks through", "a cart is pushed past", "a person waits and turns"]
    let lengths = [22.0, 16, 30, 19, 26]
    let pauses = [34.0, 41, 28, 47, 23]
    var events: [Event] = []
    var time = 20.0
    while time + lengths[events.count % lengths.count] + 5 < seconds {
      let number = events.count
      let stop = time + lengths[number % lengths.count]
      events.append(Event(start: time, stop: stop, what: kinds[number % kinds.count]))
      time = stop + pauses[number % pauses.count]
    }
    return events
  }

  private static func room() -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        var value = 90 + 40 * (height - y) / height + 20 * x / width
        if y > 250 { value = 70 + ((x / 40 + y / 20) % 2) * 12 }  // tiles
        if (80..<170).contains(x), (90..<250).contains(y) { value = 60 }  // a door
        if (420..<580).contains(x), (60..<200).contains(y) {
          value = (x / 16) % 4 == 0 || (y / 35) % 2 == 0 ? 150 : 110  // shelves
        }
        pixels[y * width + x] = UInt8(value)
      }
    }
    return pixels
  }

  private static func next(_ state: inout UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 11
  }

  /// The brightness of every pixel at `time`.
  mutating func luma(at time: Double) -> [UInt8] {
    var pixels = background
    for event in events where time >= event.start && time < event.stop {
      draw(event, at: time, into: &pixels)
    }
    // Light that rises and falls by a few per cent within some minutes, like daylight.
    let phase = (time / 240).truncatingRemainder(dividingBy: 1)
    let light = Int(16 * (phase < 0.5 ? phase * 2 : 2 - phase * 2)) - 8
    let shift = Int(SampleScene.next(&random) % UInt64(SampleScene.noiseCount))
    for index in pixels.indices {
      let grain = Int(noise[(index + shift) & (SampleScene.noiseCount - 1)]) - 6
      pixels[index] = UInt8(min(max(Int(pixels[index]) + light + grain / 2, 16), 235))
    }
    return pixels
  }

  private func draw(_ event: Event, at time: Double, into pixels: inout [UInt8]) {
    let age = time - event.start
    let isCart = event.what.contains("cart")
    let (width, height) = isCart ? (110, 80) : (46, 130)
    // To and fro across the room, 90 pixels a second, with a step's bounce.
    let path = Double(SampleScene.width + width)
    let way = (age * 90).truncatingRemainder(dividingBy: 2 * path)
    let left = Int(way < path ? way : 2 * path - way) - width
    let bounce = Int(age * 4) % 2 == 0 ? 0 : 4
    let top = 320 - height - bounce
    for y in top..<top + height {
      for x in max(0, left)..<max(0, min(SampleScene.width, left + width)) {
        let stripe = ((x - left) / 12 + (y - top) / 18) % 2 == 0
        let value: UInt8 = isCart ? (stripe ? 200 : 150) : (stripe ? 40 : 75)
        pixels[y * SampleScene.width + x] = value
      }
    }
  }
}
