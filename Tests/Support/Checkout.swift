/// The repository that the tests were built from.
package enum Checkout {
  package static let path = folder(3, above: #filePath)

  private static func folder(_ levels: Int, above path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(levels)
      .joined(separator: "/")
  }
}
