import Manifest
import Plugins

extension ManifestSection {
  package static let music = ManifestSection(
    "music",
    keys: [
      ManifestKey(
        "catalogue", form: "a file, relative to this one",
        "The catalogue of music, which `patchbay library` fills and the plugins read."
      ) { node, settings, reader in
        let rule = ManifestRule<String>.text("a file, relative to this one")
        guard let file = reader.value(of: "catalogue", node, rule) else { return }
        settings.music.catalogue = reader.resolve(file)
      } write: {
        $0.music.catalogue
      },
      ManifestKey(
        "analysis", form: ManifestReader.pluginListForm,
        "The plugins that look at each piece of music or at its words, as far as they are enabled."
      ) { node, settings, reader in
        // What is looked for without being asked for need not be there.
        let names = reader.plugins(
          of: "analysis", node, optional: MusicSettings.standardAnalysis)
        if let names { settings.music.analysis = names }
      } write: {
        "[" + $0.music.analysis.joined(separator: ", ") + "]"
      },
    ],
    prepare: { settings, folder in
      settings.music.catalogue = MusicSettings.standardCatalogue(in: folder)
    },
    offer: { ["catalogue": $0.music.catalogue] })
}
