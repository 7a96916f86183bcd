import TestSupport
import Testing

@Suite("'cut'")
struct CutTests {
  private let tool = Tool()

  init() { Sample.place(in: tool) }

  @Test("makes one file of the stretch between two times, and prints its name")
  func times() {
    let outcome = tool.run("cut", "sample.mp4", "--from", "0:20", "--to", "42.5")
    #expect(
      outcome == Tool.Outcome(code: 0, output: "sample_00-00-20_00-00-43.mp4\n", errors: ""))
    #expect((readFile(tool.path("sample_00-00-20_00-00-43.mp4"))?.count ?? 0) > 10_000)
  }

  @Test("goes to the end where no stop is given")
  func toTheEnd() {
    let outcome = tool.run("cut", "sample.mp4", "--from", "50", "-o", "new/folder")
    #expect(outcome.output == "new/folder/sample_00-00-50_00-01-00.mp4\n")
    #expect(outcome.code == 0)
  }

  @Test("makes a file of each stretch in an answer, of one plugin or of several")
  func segments() {
    let one = #"{"timestamps":[{"start":1,"stop":3.5,"score":1},{"start":1.2,"stop":3.1}]}"#
    let outcome = tool.run("cut", "sample.mp4", "--segments", "-", "-o", "a", input: one)
    #expect(
      outcome
        == Tool.Outcome(
          code: 0,
          output: "a/sample_00-00-01_00-00-04.mp4\na/sample_00-00-01_00-00-04_2.mp4\n", errors: ""))
    tool.write(
      "several.json",
      #"{"motion":{"timestamps":[{"start":5,"stop":9}]},"echo":{"error":"gone","code":"crashed"}}"#)
    #expect(
      tool.run("cut", "sample.mp4", "--segments", "several.json", "--out", "b").output
        == "b/sample_00-00-05_00-00-09.mp4\n")
    let lines = #"""
      {"plugin":"motion","port":"timestamps","start":5,"stop":9}
      {"plugin":"motion","done":true}
      """#
    #expect(
      tool.run("cut", "sample.mp4", "--segments", "-", "--out", "c", input: lines).output
        == "c/sample_00-00-05_00-00-09.mp4\n")
  }

  @Test("replaces a file only when it is told to")
  func overwrite() {
    let first = tool.run("cut", "sample.mp4", "--to", "5")
    #expect(first.code == 0)
    #expect(
      tool.run("cut", "sample.mp4", "--to", "5")
        == Tool.Outcome(
          code: 9, output: "",
          errors: "patchbay: sample_00-00-00_00-00-05.mp4 is there already; to replace it, "
            + "use --overwrite\n"))
    #expect(tool.run("cut", "sample.mp4", "--to", "5", "--overwrite") == first)
  }

  @Test("says what is wrong with its input")
  func errors() {
    func errors(_ arguments: [String], input: String = "") -> String {
      tool.start(["cut"] + arguments, input: input).wait().errors
    }
    #expect(
      errors(["absent.mp4", "--to", "5"])
        == "patchbay: cannot read absent.mp4: No such file or directory\n")
    #expect(
      errors(["sample.mp4"])
        == "patchbay: cut: what to cut is missing: --segments FILE, or --from TIME and --to TIME\n"
        + "Type 'patchbay help cut' to see what it takes.\n")
    #expect(
      errors(["sample.mp4", "--segments", "-"], input: #"{"timestamps":[{"start":5,"stop":2}]}"#)
        == "patchbay: standard input: a stretch from 5 to 2 s cannot be cut\n")
    #expect(
      errors(["sample.mp4", "--segments", "-"], input: "five to nine")
        .hasPrefix("patchbay: standard input is no JSON: "))
    tool.write("bad.mp4", "no media")
    #expect(
      errors(["bad.mp4", "--from", "1", "--to", "2"])
        == "patchbay: bad.mp4 is not media of a kind that is known here, or it is damaged\n")
  }
}
