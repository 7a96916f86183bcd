import Manifest
import Plugins
import Serving

/// What a program adds to the host, which knows nothing of it: a section of the manifest, routes,
/// commands.
package struct Module: Sendable {
  package let section: ManifestSection
  /// The routes of one server, whose engine and log these are.
  package let routes: @Sendable (Engine, Log) -> [Route]
  package let commands: [Command]

  package init(
    section: ManifestSection, routes: @escaping @Sendable (Engine, Log) -> [Route],
    commands: [Command]
  ) {
    self.section = section
    self.routes = routes
    self.commands = commands
  }
}
