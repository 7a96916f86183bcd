import FeaturesAnalysis
import Patchbay
import PatchbayTesting
import TestSupport
import Testing

/// What the plugin says of a sound.
struct Measured {
  /// The numbers of the track, by name.
  private(set) var track: [String: Float] = [:]
  private(set) var timbre: [Float] = []
  private(set) var key: String?
  /// Start and stop of what each output found.
  private(set) var stretches: [String: [Range<Double>]] = [:]

  subscript(name: String) -> Float {
    precondition(track[name] != nil, "no number '\(name)'")
    return track[name]!
  }

  var beats: [Double] { (stretches["beats"] ?? []).map(\.lowerBound) }
  var onsets: [Double] { (stretches["onsets"] ?? []).map(\.lowerBound) }

  /// - Parameters:
  ///   - sound: mixed, pushed in blocks of so many samples.
  ///   - programme: the channels as they are, at 48 kHz, if they are pushed.
  init(
    _ sound: [Float], block: Int = 22_050, from start: Double = 0, programme: [[Float]] = []
  ) throws {
    let session = try Rehearsal(library: BuildFolder.library("features")).open()
    for first in stride(from: 0, to: sound.count, by: block) {
      let part = Array(sound[first..<min(first + block, sound.count)])
      try session.push(
        audio: [part], rate: Sound.rate, at: start + Double(first) / Sound.rate, to: "audio")
    }
    if let count = programme.first?.count {
      for first in stride(from: 0, to: count, by: 16_384) {
        let parts = programme.map { Array($0[first..<min(first + 16_384, count)]) }
        try session.push(
          audio: parts, rate: 48_000, at: start + Double(first) / 48_000, to: "programme")
      }
    }
    for emission in try session.finish() { add(emission) }
  }

  private mutating func add(_ emission: Emission) {
    switch emission {
    case .vector("track", _, let values):
      let names = TrackSummary.dimensions.map(\.name)
      track = Dictionary(uniqueKeysWithValues: zip(names, values))
    case .vector(_, _, let values): timbre = values
    case .label(_, _, let label, _, _): key = label
    case .segment(let output, let start, let stop, _, _):
      stretches[output, default: []].append(start..<stop)
    default: break
    }
  }

  /// Whether every number is one, and within the range that was declared.
  var isWithinRanges: Bool {
    timbre.count == TrackFeatures.timbreNames.count && timbre.allSatisfy(\.isFinite)
      && TrackSummary.dimensions.allSatisfy { dimension in
        guard let value = track[dimension.name] else { return false }
        return value.isFinite && Double(value) >= dimension.minimum ?? -.infinity
          && Double(value) <= dimension.maximum ?? .infinity
      }
  }
}
