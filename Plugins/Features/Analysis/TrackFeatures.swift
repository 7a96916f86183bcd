/// What was found of a track's mono sound. Times are seconds from its start.
package struct TrackFeatures {
  package internal(set) var duration = 0.0
  var rhythm = Rhythm()
  var key = Key()
  var speech = Speech()
  /// How many there were.
  var onsets = 0
  /// How much the slope of the spectrum changes from frame to frame, in nepers.
  var articulation = 0.0
  /// Where each section after the first begins.
  var sectionStarts: [Double] = []
  /// From the 10th to the 95th per cent of the levels of frames, in decibels.
  var dynamicRange = 0.0
  /// The mean centre of gravity of the spectrum, in Hz.
  var brightness = 0.0
  /// As many values as there are names.
  package internal(set) var timbre: [Float] = []

  package static let timbreNames = TimbreStatistics.names

  /// From each beat to the next, and from the last one as long as the one before.
  package var beatStretches: [Range<Double>] {
    let beats = rhythm.beats
    guard let last = beats.last, beats.count > 1 else { return [] }
    let end = min(max(last, duration), last + (last - beats[beats.count - 2]))
    return zip(beats, beats.dropFirst() + [end]).map { $0..<max($0, $1) }
  }

  /// Together all of the track.
  package var sectionStretches: [Range<Double>] {
    guard duration > 0 else { return [] }
    return zip([0] + sectionStarts, sectionStarts + [duration]).map { $0..<max($0, $1) }
  }

  /// Such as "F# minor"; nil if no pitch was heard.
  package var keyName: String? { key.name }
  package var keyConfidence: Double { key.confidence }
  /// All that there are.
  package static let keyNames = Key.names.flatMap { ["\($0) major", "\($0) minor"] }
}
