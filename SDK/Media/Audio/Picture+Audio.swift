internal import CMedia

extension Picture {
  /// What an `AVFrame` of audio holds.
  struct AudioKind {
    /// Hz.
    var rate: Int
    var channels: Int
    /// An `AVSampleFormat`.
    var format: Int32
    /// Samples per channel.
    var count: Int
  }

  var audioKind: AudioKind {
    AudioKind(
      rate: Int(unsafe pointer.pointee.sample_rate),
      channels: Int(unsafe pointer.pointee.ch_layout.nb_channels),
      format: unsafe pointer.pointee.format, count: Int(unsafe pointer.pointee.nb_samples))
  }
}
