import Manifest
import Music
import Plugins
import Testing

@Suite("The manifest's section of music")
struct SectionTests {
  /// Reads a manifest from text, as if it lay in the folder "etc".
  private func read(_ text: String) throws(ManifestErrors) -> Manifest {
    try Manifest(
      path: "etc/plugins.yaml", bytes: Array(text.utf8), sections: [.music],
      executableFolder: "/opt/bin")
  }

  @Test("names the catalogue, which plugins are offered, and who looks at music")
  func values() throws {
    let settings = try read(
      """
      version: 1
      music:
        catalogue: songs.db
        analysis: [loudness, mood]
      plugins:
        loudness:
      """
    ).settings
    #expect(settings.music.catalogue == "etc/songs.db")
    #expect(settings.music.analysis == ["loudness", "mood"])
    #expect(settings.analysing == ["loudness"])
    #expect(settings.plugins[0].offered == ["catalogue": "etc/songs.db"])
  }

  @Test("need not be there")
  func standard() throws {
    let settings = try read("version: 1\nplugins:\n  motion:").settings
    #expect(settings.music.catalogue == "etc/library/library.db")
    #expect(settings.music.analysis == ["features", "mood", "embed-text"])
    #expect(settings.plugins[0].offered == ["catalogue": "etc/library/library.db"])
    #expect(try read("version: 1\nmusic:\nplugins:\n  motion:").settings == settings)
  }

  @Test("has its errors with their places, like any other")
  func errors() {
    let text = """
      version: 1
      music:
        catalogue: []
        analysis: features
        catalog: x
      """
    let expected = """
      etc/plugins.yaml:3:14: error: 'catalogue' is a list; it must be a file, relative to this one
        catalogue: []
                   ^
      etc/plugins.yaml:4:13: error: 'analysis' is 'features'; it must be a list of plugins of \
      this file, such as [motion, scenes]
        analysis: features
                  ^
      etc/plugins.yaml:5:3: error: unknown key 'catalog'; did you mean 'catalogue'?
        catalog: x
        ^
      """
    do {
      _ = try read(text)
      Issue.record("it was taken")
    } catch {
      #expect("\(error)" == expected)
    }
  }

  @Test("names only plugins of the file, but for those that need not be there")
  func analysis() {
    let text = """
      version: 1
      music:
        analysis: [features, loudnes]
      plugins:
        loudness:
      """
    let expected = """
      etc/plugins.yaml:3:24: error: 'analysis' names the plugin 'loudnes', which is not in this \
      file; did you mean 'loudness'?
        analysis: [features, loudnes]
                             ^
      """
    do {
      _ = try read(text)
      Issue.record("it was taken")
    } catch {
      #expect("\(error)" == expected)
    }
  }

  @Test("is part of the plan")
  func plan() throws {
    let before = try read("version: 1")
    let after = try read("version: 1\nmusic:\n  analysis: []")
    #expect(
      after.changes(from: before).map(\.description) == [
        "music: analysis changes from [features, mood, embed-text] to []; restart the host for this"
      ])
  }
}
