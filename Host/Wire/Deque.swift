/// A queue with cheap ends. Inlinable, and public since nothing less is inlined in other modules: it
/// lies on the way of every request.
public struct Deque<Element> {
  @usableFromInline var front: [Element] = []  // reversed
  @usableFromInline var back: [Element] = []

  @inlinable @inline(__always) public init() {}

  @inlinable @inline(__always) public var isEmpty: Bool { front.isEmpty && back.isEmpty }
  @inlinable @inline(__always) public var count: Int { front.count + back.count }
  @inlinable @inline(__always) public var first: Element? { front.last ?? back.first }

  @inlinable @inline(__always) public mutating func append(_ element: Element) {
    back.append(element)
  }
  @inlinable @inline(__always) public mutating func prepend(_ element: Element) {
    front.append(element)
  }

  public func contains(where matches: (Element) -> Bool) -> Bool {
    front.contains(where: matches) || back.contains(where: matches)
  }

  /// Those that match, in order.
  public func filter(_ matches: (Element) -> Bool) -> [Element] {
    front.reversed().filter(matches) + back.filter(matches)
  }

  @inlinable @inline(__always) public mutating func popFirst() -> Element? {
    if front.isEmpty {
      swap(&front, &back)  // both keep their memory
      front.reverse()
    }
    return front.popLast()
  }

  /// All elements in order, and nothing is left.
  @inlinable @inline(__always) public mutating func removeAll() -> [Element] {
    defer {
      front = []
      back = []
    }
    return front.reversed() + back
  }

  @inlinable @inline(__always) public mutating func removeAll(where matches: (Element) -> Bool)
    -> [Element]
  {
    let all = removeAll()
    back = all.filter { !matches($0) }
    return all.filter(matches)
  }
}
