/// A stretch of time of which frames were asked for, by one request or several.
struct Stretch {
  var start: Double
  var stop: Double
  var selectors: [(wish: Int, selector: FrameSelector)]

  /// Seconds between two requests that are read through rather than jumped over.
  private static let smallGap = 2.0
  /// Every packet is shown to all of a stretch's selectors, so there should not be many.
  private static let mostSelectors = 32

  /// Puts requests in order of time, with those that overlap, or nearly so, in one stretch.
  static func merge(_ requests: [FrameRequest]) -> [Stretch] {
    var stretches: [Stretch] = []
    for request in united(requests) {
      let selector = FrameSelector(start: request.start, stop: request.stop, step: request.every)
      if let last = stretches.indices.last,
        request.start < stretches[last].stop
          || (request.start <= stretches[last].stop + smallGap
            && stretches[last].selectors.count < mostSelectors)
      {
        stretches[last].stop = max(stretches[last].stop, request.stop)
        stretches[last].selectors.append((request.wish, selector))
      } else {
        stretches.append(
          Stretch(
            start: request.start, stop: request.stop, selectors: [(request.wish, selector)]))
      }
    }
    return stretches
  }

  /// In order of time; requests of one wish and step that touch become one.
  private static func united(_ requests: [FrameRequest]) -> [FrameRequest] {
    struct Kind: Hashable {
      var wish: Int
      var every: UInt64
    }
    var latest: [Kind: Int] = [:]
    var result: [FrameRequest] = []
    for request in requests.sorted(by: { $0.start < $1.start }) {
      let kind = Kind(wish: request.wish, every: request.every.bitPattern)
      if let index = latest[kind], request.start <= result[index].stop {
        result[index].stop = max(result[index].stop, request.stop)
      } else {
        latest[kind] = result.count
        result.append(request)
      }
    }
    return result
  }
}
