/// How the program ends.
enum ExitCode {
  static let success: Int32 = 0
  /// The media could not be read, or nothing could be written.
  static let failed: Int32 = 1
  /// The command line is wrong.
  static let usage: Int32 = 2
}
