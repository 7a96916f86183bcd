import Manifest
import Plugins
import Testing

@Suite("Parameters in a manifest")
struct ManifestParameterTests {
  @Test("they are checked against the plugin's own, with their places")
  func faults() throws {
    let manifest = try read(
      """
      version: 1
      plugins:
        motion:
          parameters:
            sensitvity: 0.5
            limit: 200
            method: fsat
            model: large
            night: true
            interval: 2 s
      """)
    let expected = """
      etc/plugins.yaml:5:7: error: motion has no parameter 'sensitvity'; did you mean 'sensitivity'?
            sensitvity: 0.5
            ^
      etc/plugins.yaml:6:14: error: 'limit' is 200; it must be between 1 and 100
            limit: 200
                   ^
      etc/plugins.yaml:7:15: error: 'method' is 'fsat'; it must be fast, exact or both; did you \
      mean 'fast'?
            method: fsat
                    ^
      """
    let errors = manifest.parameterErrors(of: "motion", description: motion)
    #expect(ManifestErrors(errors).description == expected)
  }

  @Test("a plugin without any, and one that is not in the manifest, have no errors")
  func none() throws {
    let manifest = try read("version: 1\nplugins:\n  motion:")
    #expect(manifest.parameterErrors(of: "motion", description: motion).isEmpty)
    #expect(manifest.parameterErrors(of: "scenes", description: motion).isEmpty)
  }
}
