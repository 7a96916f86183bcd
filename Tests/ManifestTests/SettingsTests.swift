import Manifest
import Plugins
import Testing

@Suite("Settings of a manifest")
struct SettingsTests {
  @Test("a manifest with nothing but its version takes every default")
  func least() throws {
    var expected = HostSettings()
    expected.libraries = ["/opt/bin"]
    #expect(try read("version: 1").settings == expected)
    #expect(try read("version: 1\nhost:\ndefaults:\nplugins:\n").settings == expected)
  }

  @Test("every key of the host is read")
  func host() throws {
    let settings = try read(
      """
      version: 1
      host:
        listen: "[::1]:9000"
        threads: 4
        connections: 10
        libraries: [lib, /usr/lib/patchbay]
        body-limit: 1.5 GiB
        body-memory: 64KiB
        spool: spool
        media-runs: 3
        media-roots:
          - recordings
          - /srv/media
      """
    ).settings
    #expect(settings.address == "::1")
    #expect(settings.port == 9000)
    #expect(settings.threads == 4)
    #expect(settings.connections == 10)
    #expect(settings.libraries == ["etc/lib", "/usr/lib/patchbay"])
    #expect(settings.bodyLimit == 3 << 29)
    #expect(settings.bodyMemory == 65536)
    #expect(settings.spool == "etc/spool")
    #expect(settings.mediaRuns == 3)
    #expect(settings.mediaRoots == ["etc/recordings", "/srv/media"])
  }

  @Test("every key of a plugin is read")
  func plugin() throws {
    let sum = String(repeating: "0A", count: 32)
    let settings = try read(
      """
      version: 1
      plugins:
        motion:
          library: ./other.so
          enabled: false
          isolation: inline
          instances: 2
          queue: 0
          call-timeout: 500 ms
          request-timeout: 10 min
          grace: 0 s
          rest: 5 min
          memory: 512 MiB
          open-files: 64
          result-limit: 1 MB
          crash-limit: 3
          sha256: \(sum)
          parameters:
            sensitivity: 0.75
            region: "0,0 1,1"
      """
    ).settings
    var expected = PluginSettings(name: "motion", library: "etc/./other.so")
    expected.isEnabled = false
    expected.isolation = .inline
    expected.instances = 2
    expected.queue = 0
    expected.callTimeout = 0.5
    expected.requestTimeout = 600
    expected.grace = 0
    expected.rest = 300
    expected.memory = 512 << 20
    expected.openFiles = 64
    expected.resultBytes = 1_000_000
    expected.crashLimit = 3
    expected.checksum = sum.lowercased()
    expected.parameters = [
      "sensitivity": ParameterSetting(text: "0.75", line: 0, column: 0),
      "region": ParameterSetting(text: "0,0 1,1", line: 0, column: 0),
    ]
    #expect(settings.plugins == [expected])
    #expect(settings.plugins[0].parameters["sensitivity"]?.line == 19)
    #expect(settings.plugins[0].parameters["sensitivity"]?.column == 20)
  }

  @Test("defaults hold for every plugin that does not say otherwise, in the order of the file")
  func defaults() throws {
    let plugins = try read(
      """
      version: 1
      plugins:
        scenes:
        echo:
          isolation: process
          memory: none
      defaults:
        isolation: inline
        memory: 1 GiB
      """
    ).settings.plugins
    #expect(plugins.map(\.name) == ["scenes", "echo"])
    #expect(plugins.map(\.isolation) == [.inline, .process])
    #expect(plugins.map(\.memory) == [1 << 30, nil])
    #expect(plugins.map(\.library) == ["/opt/bin/libscenes.so", "/opt/bin/libecho.so"])
  }
}
