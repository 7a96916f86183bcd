/// The languages that sentences are read in, and answered in.
package enum Language: Sendable, Equatable {
  case english, russian

  /// Russian, if most letters are Cyrillic.
  package init(of text: String) {
    let (cyrillic, latin) = text.unicodeScalars.reduce(into: (0, 0)) { counts, scalar in
      if (0x400...0x4FF).contains(scalar.value) { counts.0 += 1 }
      if scalar.isASCII, scalar.properties.isAlphabetic { counts.1 += 1 }
    }
    self = cyrillic > latin ? .russian : .english
  }

  /// One of two texts: English, then Russian.
  func pick<T>(_ english: T, _ russian: T) -> T { self == .english ? english : russian }
}
