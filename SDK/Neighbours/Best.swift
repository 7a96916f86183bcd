/// The smallest so many of the elements that it has been given: a heap with the largest on top.
struct Best<Element: Comparable> {
  let capacity: Int
  private(set) var elements: [Element] = []

  init(_ capacity: Int) {
    self.capacity = capacity
    elements.reserveCapacity(min(capacity, 1024))
  }

  var isFull: Bool { elements.count == capacity }
  /// The largest of them, which goes when a smaller one comes.
  var worst: Element? { elements.first }

  mutating func offer(_ element: Element) {
    if elements.count < capacity {
      elements.append(element)
      var place = elements.count - 1
      while place > 0, elements[(place - 1) / 2] < elements[place] {
        elements.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    } else if let worst, element < worst {
      elements[0] = element
      sink()
    }
  }

  private mutating func sink() {
    var place = 0
    while 2 * place + 1 < elements.count {
      var child = 2 * place + 1
      if child + 1 < elements.count, elements[child] < elements[child + 1] { child += 1 }
      if elements[child] <= elements[place] { return }
      elements.swapAt(place, child)
      place = child
    }
  }
}
