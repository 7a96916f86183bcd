import JSON

/// Reads the members of one object, and names the place of what is missing.
struct DocumentReader {
  let node: JSONNode
  /// Such as "inputs[0]."; empty at the top.
  let path: String

  func text(_ name: String) throws(DocumentError) -> String {
    guard let text = node[name]?.string else { throw DocumentError("\(path)\(name) is no text") }
    return text
  }

  func integer(_ name: String) throws(DocumentError) -> Int {
    guard let integer = node[name]?.int else {
      throw DocumentError("\(path)\(name) is no whole number")
    }
    return integer
  }

  func number(_ name: String) throws(DocumentError) -> Double {
    guard let number = node[name]?.double else {
      throw DocumentError("\(path)\(name) is no number")
    }
    return number
  }

  /// False where it is missing.
  func flag(_ name: String) -> Bool { node[name]?.bool ?? false }

  func list<Element>(
    _ name: String, _ body: (DocumentReader) throws(DocumentError) -> Element
  ) throws(DocumentError) -> [Element] {
    guard let elements = node[name]?.elements else {
      throw DocumentError("\(path)\(name) is no list")
    }
    var list: [Element] = []
    for (index, element) in elements.enumerated() {
      list.append(try body(DocumentReader(node: element, path: "\(path)\(name)[\(index)].")))
    }
    return list
  }

  func unknown(_ name: String) -> DocumentError {
    DocumentError("\(path)\(name) is '\(node[name]?.string ?? "")', which this version cannot use")
  }
}
