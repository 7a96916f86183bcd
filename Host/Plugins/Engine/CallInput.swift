/// One thing that a request gives to a plugin. `port` is an index into the plugin's inputs.
package enum CallInput: Sendable {
  /// Packed rows, without padding, in the port's pixel format. `time` in seconds.
  case frame(port: Int, time: Double, width: Int, height: Int, bytes: Payload)
  /// Float32, one channel behind the other.
  case audio(port: Int, time: Double, sampleRate: Double, channels: Int, samples: Int, Payload)
  /// UTF-8.
  case text(port: Int, Payload)
}
