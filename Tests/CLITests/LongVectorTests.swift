import CLI
import Plugins
import Serving
import Testing

@Suite("A table of one long vector")
struct LongVectorTests {
  @Test("has a line for each dimension")
  func list() {
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    let port = OutputPort(
      name: "figures", summary: "",
      kind: .vectors(
        names.map { OutputPort.Dimension(name: $0, unit: "s", minimum: nil, maximum: nil) }))
    var results = PluginResults(plugin: "p", outputs: [port])
    results.add(.vector(port: 0, time: 0, values: [1, 2, 3, 4, 5, 6, 7, 8, 9.25]))
    let text = ResultsTable.text([results])
    #expect(
      text.hasPrefix(
        """
        p figures: 1
           NAME  VALUE  UNIT
            one      1  s

        """))
    #expect(text.hasSuffix("   nine   9.25  s\n"))
  }
}
