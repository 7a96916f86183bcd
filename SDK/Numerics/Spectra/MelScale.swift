import Glibc

/// A scale of pitch as it is heard.
public enum MelScale: Sendable, CaseIterable {
  /// Linear below 1000 Hz (3 mels per 200 Hz), logarithmic above (27 mels from 1 to 6.4 kHz):
  /// Slaney's Auditory Toolbox, 1998.
  case slaney
  /// 2595 log10(1 + f / 700): O'Shaughnessy, 1987; the HTK book.
  case htk

  public func mel(_ hertz: Double) -> Double {
    switch self {
    case .slaney: hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * log(hertz / 1000) / log(6.4)
    case .htk: 2595 * log10(1 + hertz / 700)
    }
  }

  public func hertz(_ mel: Double) -> Double {
    switch self {
    case .slaney: mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) * log(6.4) / 27)
    case .htk: 700 * (pow(10, mel / 2595) - 1)
    }
  }
}
