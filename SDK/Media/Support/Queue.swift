/// First in, first out; both ends in constant time.
struct Queue<Element> {
  private var elements: [Element?] = []
  private var head = 0

  var count: Int { elements.count - head }
  var isEmpty: Bool { count == 0 }
  var first: Element? { isEmpty ? nil : elements[head] }

  mutating func append(_ element: Element) { elements.append(element) }

  @discardableResult
  mutating func removeFirst() -> Element {
    guard let element = elements[head] else { preconditionFailure("the queue is empty") }
    elements[head] = nil
    head += 1
    if head >= 64, head * 2 >= elements.count {
      elements.removeSubrange(..<head)
      head = 0
    }
    return element
  }

  /// The element `index` places behind the first.
  subscript(index: Int) -> Element {
    get {
      guard let element = elements[head + index] else { preconditionFailure("out of range") }
      return element
    }
    set { elements[head + index] = newValue }
  }
}
