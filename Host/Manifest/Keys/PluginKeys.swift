import Plugins

/// The keys of a plugin's entry; most may also stand in `defaults`.
enum PluginKeys {
  static let all: [ManifestKey<PluginSettings>] = [
    ManifestKey(
      "library", \.library, .text("a library's name or path"), isShared: false,
      "The plugin's library: a name to search for, or a path, relative to this file."),
    ManifestKey(
      "enabled", \.isEnabled, .boolean, isShared: false,
      "Whether it is loaded and served."),
    ManifestKey(
      "isolation", \.isolation, .choice,
      "`process`: a crash costs one request; `inline`: in the host itself, for trusted plugins."),
    ManifestKey(
      "instances", \.instances, .whole(1...256),
      "How many requests it works on at the same time; each instance is a process of its own."),
    ManifestKey(
      "queue", \.queue, .whole(0...100_000),
      "Requests that may wait for an instance; one more is answered with 429."),
    ManifestKey(
      "call-timeout", \.callTimeout, .duration(0.01...86_400),
      "The longest that one call into the plugin may take before its process is ended."),
    ManifestKey(
      "request-timeout", \.requestTimeout, ManifestRule.duration(0.01...604_800).orNone(),
      "The longest from a request's arrival to its answer."),
    ManifestKey(
      "grace", \.grace, .duration(0...3600),
      "How long a plugin may take to stop when nobody waits for it any more."),
    ManifestKey(
      "rest", \.rest, ManifestRule.duration(0.01...604_800).orNone(),
      "How long it may have nothing to do before its processes end until the next request."),
    ManifestKey(
      "memory", \.memory, ManifestRule.size(1 << 20...1 << 44).orNone(),
      "The most memory that one of its processes may take."),
    ManifestKey(
      "open-files", \.openFiles, .whole(16...1_048_576),
      "Files and sockets that one of its processes may have open."),
    ManifestKey(
      "network", \.allowsNetwork, .boolean,
      "Whether its processes may open sockets to other machines."),
    ManifestKey(
      folders: "writable", \.writable,
      "Folders below which its processes may write; one that is missing is made. All else they can "
        + "only read."),
    ManifestKey(
      "result-limit", \.resultBytes, .size(1024...1 << 40),
      "The most that one request may send back."),
    ManifestKey(
      "crash-limit", \.crashLimit, .whole(1...1000),
      "Crashes in a row after which it is taken out of service until it is loaded again."),
    ManifestKey(
      "sha256", \.checksum, ManifestRule<String>.checksum.orNone(), isShared: false,
      "The library is refused if its checksum is another."),
    ManifestKey(
      "parameters", form: "a mapping of the plugin's parameters to values", isShared: false,
      "Values for its parameters; `patchbay plugins show NAME` lists them."
    ) { node, settings, reader in
      reader.readParameters(node, into: &settings)
    } write: { settings in
      let parameters = settings.parameters.sorted { $0.key < $1.key }
      return "{" + parameters.map { "\($0): \($1.text)" }.joined(separator: ", ") + "}"
    },
  ]
}
