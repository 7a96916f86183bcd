import JSON
import TestSupport
import Testing

@Suite("'run' over a recording")
struct RunMediaTests {
  private let tool = Tool()

  init() { Sample.place(in: tool) }

  @Test("finds the stretch in which something happens")
  func finds() throws {
    let outcome = tool.run("run", "motion", "sample.mp4")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let stretches = try #require(JSONNode(parsing: outcome.output)["timestamps"]?.elements)
    try #require(stretches.count == 1)
    let start = try #require(stretches[0]["start"]?.double)
    let stop = try #require(stretches[0]["stop"]?.double)
    #expect((18...21).contains(start))
    #expect((41...45).contains(stop))
  }

  @Test("gives one stretch as a table, CSV, subtitles and an edit list")
  func formats() throws {
    let table = tool.run("run", "motion", "sample.mp4", "-f", "table").output
    #expect(table.hasPrefix("motion timestamps: 1\n        START         STOP       LENGTH"))
    let csv = tool.run("run", "motion", "sample.mp4", "-f", "csv").output
    #expect(csv.hasPrefix("start,stop,label,score\n"))
    #expect(csv.split(separator: "\n").count == 2)
    let srt = tool.run("run", "motion", "sample.mp4", "-f", "srt").output
    #expect(srt.hasPrefix("1\n00:00:"))
    #expect(srt.split(separator: "\n").count == 3)
    let edl = tool.run("run", "motion", "sample.mp4", "-f", "edl").output
    #expect(edl.hasPrefix("TITLE: sample.mp4\nFCM: NON-DROP FRAME\n\n001  AX       V     C  "))
    #expect(edl.contains("\n* FROM CLIP NAME: sample.mp4\n* COMMENT: motion"))
  }

  @Test("takes the plugin's parameters as flags and by --set")
  func parameters() {
    let plain = tool.run("run", "motion", "sample.mp4").output
    let flag = tool.run("run", "motion", "sample.mp4", "--minimum", "40")
    #expect(flag.code == 0)
    #expect(flag.output != plain)
    #expect(tool.run("run", "motion", "sample.mp4", "--set", "minimum=40") == flag)
    #expect(
      tool.run("run", "motion,echo", "sample.mp4", "--set", "motion.minimum=40", "-f", "csv")
        .output.split(separator: "\n").contains { $0.hasPrefix("motion,timestamps,") })
  }

  @Test("says what is wrong with a parameter")
  func badParameters() {
    func errors(_ flags: String...) -> String {
      tool.start(["run", "motion", "sample.mp4"] + flags).wait().errors
    }
    #expect(
      errors("--sensitivity", "2")
        == "patchbay: run: motion: parameter 'sensitivity' is 2; it must be between 0 and 1\n")
    #expect(
      errors("--set", "sensitivty=1")
        == "patchbay: run: motion has no parameter 'sensitivty'; did you mean 'sensitivity'?\n")
    #expect(
      errors("--sensitivty", "1")
        == "patchbay: run: unknown flag '--sensitivty'; did you mean '--sensitivity'?\n"
        + "Type 'patchbay help run' to see what it takes.\n")
    #expect(
      errors("--set", "0.5")
        == "patchbay: run: '--set 0.5': needs NAME=VALUE, such as --set sensitivity=0.7\n"
        + "Type 'patchbay help run' to see what it takes.\n")
    #expect(
      errors("--set", "scenes.threshold=1")
        == "patchbay: run: '--set scenes.threshold=1': no plugin 'scenes' in this run\n"
        + "Type 'patchbay help run' to see what it takes.\n")
  }

  @Test("cuts what it finds to files")
  func cut() throws {
    let outcome = tool.run("run", "motion", "sample.mp4", "--cut", "clips")
    #expect(outcome.code == 0)
    let line = try #require(outcome.errors.split(separator: "\n").first)
    #expect(line.hasPrefix("patchbay: cut clips/sample_00-00-"))
    let name = String(line.dropFirst("patchbay: cut ".count))
    #expect((readFile(tool.path(name))?.count ?? 0) > 10_000)
  }

  @Test("goes on with the next file when one is bad, and ends with its code")
  func severalFiles() throws {
    tool.write("bad.mp4", "no media")
    let outcome = tool.run("run", "motion", "bad.mp4", "sample.mp4")
    #expect(outcome.code == 3)
    #expect(
      outcome.errors
        == "patchbay: bad.mp4 is not media of a kind that is known here, or it is damaged\n")
    let files = try #require(JSONNode(parsing: outcome.output).members)
    #expect(files.map(\.key) == ["bad.mp4", "sample.mp4"])
    #expect(files[0].value["code"]?.string == "unsupported-media")
    #expect(files[1].value["timestamps"]?.elements?.count == 1)
  }

  @Test("refuses files that it cannot read before it starts")
  func unreadable() {
    #expect(
      tool.run("run", "motion", "absent.mp4")
        == Tool.Outcome(
          code: 3, output: "",
          errors: "patchbay: cannot read absent.mp4: No such file or directory\n"
        ))
    #expect(tool.run("run", "motion", "sample.mp4", "sample.mp4").code == 2)
    #expect(tool.run("run", "motion", "sample.mp4", ".").code == 3)
    #expect(tool.run("run", "motion", "-f", "srt").code == 2)
  }
}
