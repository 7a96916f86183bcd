import Glibc

/// A command's arguments, taken apart.
struct Options {
  private(set) var files: [String] = []
  private(set) var numbers: [String: Double] = [:]
  private(set) var flags: Set<String> = []

  /// nil if there is an option that is not among `numbers` (which take a value) or `flags`.
  init?(_ arguments: [String], numbers: Set<String>, flags: Set<String>) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if numbers.contains(argument) {
        guard let text = rest.popFirst(), let value = Double(text), value.isFinite else {
          return nil
        }
        self.numbers[argument] = value
      } else if flags.contains(argument) {
        self.flags.insert(argument)
      } else if argument.hasPrefix("--") {
        return nil
      } else {
        files.append(argument)
      }
    }
  }
}

/// Writes a line to standard error.
func printError(_ line: String) {
  let text = line + "\n"
  _ = unsafe write(2, text, text.utf8.count)
}
