import Plugins
import Serving
import Wire

/// What frames to take out of a file for plugins on another host: what all of them ask for.
struct FramePlan: Equatable {
  /// Seconds between frames; 0: every frame; NaN: keyframes.
  var every: Double
  /// Pixels; 0: as they are.
  var longestSide: Int

  init(every: Double, longestSide: Int) {
    self.every = every
    self.longestSide = longestSide
  }

  /// Nil where frames alone would not do: some plugin hears audio, or looks at no frames.
  init?(_ plugins: [RunPlugin]) throws(CommandError) {
    var plan: FramePlan?
    for plugin in plugins {
      let values = try plugin.values()
      let names = plugin.description.parameters.filter { !$0.isAdmin }.map(\.name)
      var sees = false
      for port in plugin.description.inputs {
        switch port.kind {
        case .audio: return nil
        case .text: continue
        case .frame(let wish):
          if wish.sampling == .packetsOnly || wish.isExamples { continue }
          sees = true
          let number = wish.samplingParameter.flatMap { names.firstIndex(of: $0) }.flatMap {
            Self.number(values[$0])
          }
          let one = FramePlan(every: wish.seconds(number), longestSide: wish.longestSide)
          plan = plan.map { $0.joined(with: one) } ?? one
        }
      }
      if !sees { return nil }
    }
    guard let plan else { return nil }
    self = plan
  }

  /// The coarser of the two would starve the other.
  func joined(with other: FramePlan) -> FramePlan {
    let seconds = [every, other.every].filter { !$0.isNaN }.min() ?? .nan
    let isAsIs = longestSide == 0 || other.longestSide == 0
    return FramePlan(
      every: seconds, longestSide: isAsIs ? 0 : max(longestSide, other.longestSide))
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    case .boolean, .text: nil
    }
  }
}

extension InputPort.FrameWish {
  /// Seconds between frames, as in `FramePlan`; `number` replaces the one in the rule.
  fileprivate func seconds(_ number: Double?) -> Double {
    switch sampling {
    case .allFrames, .packetsOnly: 0
    case .keyframes: .nan
    case .every(let seconds): number ?? seconds
    case .perSecond(let rate): 1 / (number ?? rate)
    }
  }
}
