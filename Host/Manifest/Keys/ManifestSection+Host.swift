import Plugins

extension ManifestSection {
  /// What concerns the host itself.
  static let host = ManifestSection(
    "host",
    keys: [
      ManifestKey(
        "listen", form: ListenAddress.form,
        "Where the host answers HTTP; 127.0.0.1 is this machine alone."
      ) { node, settings, reader in
        guard let address = reader.value(of: "listen", node, ListenAddress.rule) else { return }
        settings.address = address.host
        settings.port = address.port
      } write: {
        ListenAddress(host: $0.address, port: $0.port).description
      },
      ManifestKey(
        "threads", \.threads, .whole(1...256), "Threads that serve the network."),
      ManifestKey(
        "connections", \.connections, .whole(1...100_000),
        "Connections at the same time; further ones wait."),
      ManifestKey(
        folders: "libraries", \.libraries,
        "Folders that are searched for the plugins' libraries, in this order; none: the folder of the "
          + "`patchbay` executable."),
      ManifestKey(
        "body-limit", \.bodyLimit, .size(1...1 << 50), "The longest body that a request may have."),
      ManifestKey(
        "body-memory", \.bodyMemory, .size(4096...1 << 30),
        "How much of a body is kept in memory; a longer one goes to a file in `spool`."),
      ManifestKey(
        "spool", form: "a folder, relative to this file",
        "Where long bodies lie until they are answered; the files have no name."
      ) { node, settings, reader in
        let rule = ManifestRule<String>.text("a folder, relative to this file")
        guard let folder = reader.value(of: "spool", node, rule) else { return }
        settings.spool = reader.resolve(folder)
      } write: {
        $0.spool
      },
      ManifestKey(
        "media-runs", \.mediaRuns, .whole(1...256),
        "Recordings that are decoded at the same time; further requests wait."),
      ManifestKey(
        folders: "media-roots", \.mediaRoots,
        "Folders from which a request may open files by path; none: no files."),
    ])
}
