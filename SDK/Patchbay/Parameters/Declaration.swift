/// What a property wrapper says of its parameter, before the property's name is known.
struct Declaration {
  var summary: String
  var unit: String
  var name: String?
  /// NaN: no bound.
  var minimum: Double
  var maximum: Double

  init(
    _ summary: String, _ unit: String, _ name: String?, _ minimum: Double = .nan,
    _ maximum: Double = .nan
  ) {
    self.summary = summary
    self.unit = unit
    self.name = name
    self.minimum = minimum
    self.maximum = maximum
  }
}
