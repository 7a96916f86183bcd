/// A property wrapper that remembers as which one it was declared, so that a mirror of the plugin
/// can tell its property's name.
protocol Declared {
  var place: Int { get }
}
