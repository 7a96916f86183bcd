/// A queue with cheap ends.
package struct Deque<Element> {
  private var front: [Element] = []  // reversed
  private var back: [Element] = []

  package init() {}

  package var isEmpty: Bool { front.isEmpty && back.isEmpty }
  package var count: Int { front.count + back.count }
  package var first: Element? { front.last ?? back.first }

  package func contains(where matches: (Element) -> Bool) -> Bool {
    front.contains(where: matches) || back.contains(where: matches)
  }

  /// Those that match, in order.
  package func filter(_ matches: (Element) -> Bool) -> [Element] {
    front.reversed().filter(matches) + back.filter(matches)
  }

  package mutating func append(_ element: Element) { back.append(element) }
  package mutating func prepend(_ element: Element) { front.append(element) }

  package mutating func popFirst() -> Element? {
    if front.isEmpty {
      front = back.reversed()
      back.removeAll(keepingCapacity: true)
    }
    return front.popLast()
  }

  /// All elements in order, and nothing is left.
  package mutating func removeAll() -> [Element] {
    defer {
      front = []
      back = []
    }
    return front.reversed() + back
  }

  package mutating func removeAll(where matches: (Element) -> Bool) -> [Element] {
    let all = removeAll()
    back = all.filter { !matches($0) }
    return all.filter(matches)
  }
}
