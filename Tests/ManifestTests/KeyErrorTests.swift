import Testing

@Suite("Errors in the keys and values of a manifest")
struct KeyErrorTests {
  @Test("all errors of a plugin's entry are reported, in the order of the file")
  func plugin() {
    let text = """
      version: 1
      plugins:
        motion:
          isolatoin: process
          isolation: proces
          queue: many
          call-timeout: 30
          memory: 512 mb
          enabled: yes
          instances: 0
          grace: 1 sec
          sha256: abc
          parameters: 3
          timeout: 3 s
          queue: 1
          open-files:
      """
    let expected = """
      etc/plugins.yaml:4:5: error: unknown key 'isolatoin'; did you mean 'isolation'?
          isolatoin: process
          ^
      etc/plugins.yaml:5:16: error: 'isolation' is 'proces'; it must be process or inline; did you \
      mean 'process'?
          isolation: proces
                     ^
      etc/plugins.yaml:6:12: error: 'queue' is 'many'; it must be a whole number from 0 to 100000
          queue: many
                 ^
      etc/plugins.yaml:7:19: error: 'call-timeout' is 30; it must be a duration from 10 ms to 24 \
      h, such as 30 s; did you mean '30 s'?
          call-timeout: 30
                        ^
      etc/plugins.yaml:8:13: error: 'memory' is '512 mb'; it must be a size from 1 MiB to 16 TiB, \
      such as 512 MiB, or none; did you mean '512 MB'?
          memory: 512 mb
                  ^
      etc/plugins.yaml:9:14: error: 'enabled' is 'yes'; it must be true or false; did you mean \
      'true'?
          enabled: yes
                   ^
      etc/plugins.yaml:10:16: error: 'instances' is 0; it must be a whole number from 1 to 256
          instances: 0
                     ^
      etc/plugins.yaml:11:12: error: 'grace' is '1 sec'; it must be a duration from 0 s to 1 h, \
      such as 30 s; did you mean '1 s'?
          grace: 1 sec
                 ^
      etc/plugins.yaml:12:13: error: 'sha256' is 'abc'; it must be 64 hexadecimal digits, as \
      sha256sum prints them, or none
          sha256: abc
                  ^
      etc/plugins.yaml:13:17: error: 'parameters' is 3; it must be a mapping
          parameters: 3
                      ^
      etc/plugins.yaml:14:5: error: unknown key 'timeout'; did you mean 'call-timeout' or \
      'request-timeout'?
          timeout: 3 s
          ^
      etc/plugins.yaml:15:5: error: 'queue' is already set in line 6
          queue: 1
          ^
      etc/plugins.yaml:16:16: error: 'open-files' is empty; it must be a whole number from 16 to \
      1048576
          open-files:
                     ^
      """
    #expect(faults(text) == expected)
  }

  @Test("all errors of the host's section are reported")
  func host() {
    let text = """
      version: 1
      host:
        listen: 8080
        libraries: lib
        spool: [a]
        media-roots: {a: b}
        threads: 2 s
        body-limit: 3 parsecs
        conections: 3
      """
    let expected = """
      etc/plugins.yaml:3:11: error: 'listen' is 8080; it must be an address and a port, such as \
      127.0.0.1:8080 or [::1]:8080; did you mean '127.0.0.1:8080'?
        listen: 8080
                ^
      etc/plugins.yaml:4:14: error: 'libraries' is 'lib'; it must be a list of folders, relative \
      to this file; did you mean '[lib]'?
        libraries: lib
                   ^
      etc/plugins.yaml:5:10: error: 'spool' is a list; it must be a folder, relative to this file
        spool: [a]
               ^
      etc/plugins.yaml:6:16: error: 'media-roots' is a mapping; it must be a list of folders, \
      relative to this file
        media-roots: {a: b}
                     ^
      etc/plugins.yaml:7:12: error: 'threads' is '2 s'; it must be a whole number from 1 to 256
        threads: 2 s
                 ^
      etc/plugins.yaml:8:15: error: 'body-limit' is '3 parsecs'; it must be a size from 1 B to \
      1024 TiB, such as 512 MiB
        body-limit: 3 parsecs
                    ^
      etc/plugins.yaml:9:3: error: unknown key 'conections'; did you mean 'connections'?
        conections: 3
        ^
      """
    #expect(faults(text) == expected)
  }

  @Test("the version must be there and be one that this host reads")
  func version() {
    #expect(
      faults("host:\n  threads: 2") == """
        etc/plugins.yaml:1:1: error: 'version' is missing; begin the file with 'version: 1'
        host:
        ^
        """)
    #expect(
      faults("version: 2") == """
        etc/plugins.yaml:1:10: error: 'version' is 2; this host reads version 1
        version: 2
                 ^
        """)
  }

  @Test("keys that the file itself does not have are named")
  func sections() {
    let expected = """
      etc/plugins.yaml:2:1: error: unknown key 'hsot'; did you mean 'host'?
      hsot:
      ^
      etc/plugins.yaml:3:1: error: unknown key 'colour'; known here are version, host, defaults \
      and plugins
      colour: red
      ^
      """
    #expect(faults("version: 1\nhsot:\ncolour: red") == expected)
  }

  @Test("plugins have names of letters, digits and '-', and each only once")
  func names() {
    let expected = """
      etc/plugins.yaml:3:3: error: the name 'Motion_1' must be made of the letters a-z, the digits \
      0-9 and '-'
        Motion_1:
        ^
      etc/plugins.yaml:5:3: error: 'scenes' is already set in line 4
        scenes:
        ^
      """
    #expect(faults("version: 1\nplugins:\n  Motion_1:\n  scenes:\n  scenes:") == expected)
  }

  @Test("what belongs to one plugin is no default")
  func defaults() {
    let expected = """
      etc/plugins.yaml:3:3: error: 'library' belongs to one plugin; set it in the plugin's own entry
        library: x.so
        ^
      etc/plugins.yaml:4:3: error: unknown key 'qeue'; did you mean 'queue'?
        qeue: 3
        ^
      """
    #expect(faults("version: 1\ndefaults:\n  library: x.so\n  qeue: 3") == expected)
  }

  @Test("a list of plugins is told to be a mapping")
  func list() {
    let expected = """
      etc/plugins.yaml:3:3: error: 'plugins' is a list; it must be a mapping of names to settings
        - motion
        ^
      """
    #expect(faults("version: 1\nplugins:\n  - motion") == expected)
  }

  @Test("a parameter has one value")
  func parameters() {
    let text = "version: 1\nplugins:\n  motion:\n    parameters:\n      a:\n      b: [1]"
    let expected = """
      etc/plugins.yaml:5:9: error: 'a' has no value; leave the line out to take the plugin's own
            a:
              ^
      etc/plugins.yaml:6:10: error: 'b' is a list; it must be a single value
            b: [1]
               ^
      """
    #expect(faults(text) == expected)
  }

  @Test("addresses are numbers, and localhost is one of them")
  func addresses() throws {
    for (text, address) in [
      ("127.0.0.1:80", "127.0.0.1"), ("localhost:80", "127.0.0.1"), ("\"[::]:80\"", "::"),
      ("0.0.0.0:80", "0.0.0.0"),
    ] {
      #expect(try read("version: 1\nhost:\n  listen: \(text)").settings.address == address)
    }
    for text in ["example.org:80", "127.0.0.1:65536", "::1:80", "1.2.3:80", "127.0.0.1:+80"] {
      #expect(faults("version: 1\nhost:\n  listen: \"\(text)\"").contains("must be an address"))
    }
  }
}
