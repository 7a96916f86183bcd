import CNeighbours

/// The instructions that a search uses. All give the same results to the last bit.
public enum Kernel: Int32, CaseIterable, Sendable {
  case portable = 0
  case avx2
  case avx512

  /// The best one of this processor.
  public static let best = Kernel(rawValue: cn_best_kernel()) ?? .portable

  /// Those that this processor has.
  public static var available: [Kernel] { allCases.filter { $0.rawValue <= best.rawValue } }
}
