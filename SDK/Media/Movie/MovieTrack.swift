/// One track of an MP4 file: what its header says, and where its tables lie.
struct MovieTrack {
  /// As libav numbers its streams.
  var id = 0
  /// Such as "vide" or "soun".
  var handler = ""
  /// Ticks per second.
  var timescale = 0
  /// Samples in all.
  var sampleCount = 0
  /// Of every sample, if it is the same for all; otherwise 0.
  var sampleSize = 0
  var sizes: SampleTable?
  /// Pairs: so many samples, each of this duration.
  var durations: SampleTable?
  /// Pairs: so many samples, each shown this much after it is decoded.
  var offsets: SampleTable?
  /// Triples: from this chunk on, so many samples per chunk, of this description.
  var chunkRuns: SampleTable?
  var chunks: SampleTable?
  /// Whether chunk offsets have 64 bits.
  var hasLongOffsets = false
  /// Numbers of keyframes, from 1 on; nil: every sample is one.
  var keys: SampleTable?
  /// Ticks from media time 0 of the track to time 0 of the movie.
  var start = 0
  /// Samples at or after this time (ticks of the track's own time) are not shown.
  var end = Int.max
  /// Where the names of its tables stand: without them, a reader sees a track without samples.
  var tableNames: [Int] = []
  /// Only what is plain is read by these tables; the rest is left to libav.
  var isPlain = true
}
