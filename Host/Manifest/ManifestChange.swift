/// One difference between two manifests, as a sentence for the administrator.
package enum ManifestChange: Equatable, Sendable, CustomStringConvertible {
  /// A key's value before and after, as written in a manifest.
  package struct Key: Equatable, Sendable {
    package var name: String
    package var old: String
    package var new: String
  }

  case added(plugin: String)
  case removed(plugin: String)
  case changed(plugin: String, keys: [Key])
  /// Settings of the host or of a module, which take effect when the host is started again.
  case section(String, keys: [Key])

  package var description: String {
    switch self {
    case .added(let plugin): "\(plugin): is added"
    case .removed(let plugin): "\(plugin): is removed"
    case .changed(let plugin, let keys): "\(plugin): \(Self.listed(keys))"
    case .section(let name, let keys): "\(name): \(Self.listed(keys)); restart the host for this"
    }
  }

  private static func listed(_ keys: [Key]) -> String {
    keys.map { "\($0.name) changes from \($0.old) to \($0.new)" }.joined(separator: ", ")
  }
}
