/// `minimumLength` as "minimum-length", `hopMS` as "hop-ms", `useHTTPProxy` as "use-http-proxy".
func kebabCase(_ property: some StringProtocol) -> String {
  let letters = Array(property)
  var name = ""
  for (index, letter) in letters.enumerated() {
    if letter == "_" {
      name += "-"
      continue
    }
    if index > 0, letter.isUppercase, letters[index - 1] != "_" {
      let endsWord = !letters[index - 1].isUppercase
      let startsWord = index + 1 < letters.count && letters[index + 1].isLowercase
      if endsWord || startsWord { name += "-" }
    }
    name += letter.lowercased()
  }
  return name
}
