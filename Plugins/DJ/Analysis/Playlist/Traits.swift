/// A value for each trait, in little memory; NaN stands for what is not known.
package struct Traits: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  private var values = SIMD8<Float>(repeating: .nan)

  package init() {}

  package init(dictionaryLiteral elements: (Trait, Double)...) {
    for (trait, value) in elements { self[trait] = value }
  }

  package subscript(trait: Trait) -> Double? {
    get {
      let value = values[trait.place]
      return value.isNaN ? nil : Double(value)
    }
    set { values[trait.place] = newValue.map { Float($0) } ?? .nan }
  }

  package static func == (first: Traits, second: Traits) -> Bool {
    Trait.allCases.allSatisfy { first[$0] == second[$0] }
  }
}
