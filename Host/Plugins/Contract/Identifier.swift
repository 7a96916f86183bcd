/// Whether the text can be a plugin's name, or that of a port or a parameter: `[a-z0-9-]+`.
package func isIdentifier(_ text: some StringProtocol) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
}
