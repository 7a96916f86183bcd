extension String {
  /// A text that somebody sent, whole or not at all: labels and values cross the contract as C
  /// strings, which a NUL would end before their end.
  ///
  /// - Parameter what: what is not one, such as "the part 'text'".
  package init(
    sent bytes: some Collection<UInt8>, as what: @autoclosure () -> String
  ) throws(PluginError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PluginError(.badRequest, "\(what()) is not UTF-8 text")
    }
    guard !bytes.contains(0) else {
      throw PluginError(
        .badRequest, "\(what()) has a NUL character (U+0000), which no text may have; take it out")
    }
    self = text
  }
}
