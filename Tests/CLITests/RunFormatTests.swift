import TestSupport
import Testing

@Suite("What 'run' prints")
struct RunFormatTests {
  private let tool = Tool()

  private func run(_ format: String) -> String {
    let outcome = tool.run("run", "echo", "-t", "text=one, \"two\"", "--format", format)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    return outcome.output
  }

  @Test("is a table of each output port")
  func table() {
    #expect(
      run("table") == """
        echo echo: none

        echo size: none

        echo text: 1
                 TIME  LABEL
          0:00:00.000  one, "two"

        """)
  }

  @Test("is a table with the beginning of a vector that may have any length")
  func longVector() {
    func word(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    // Eight samples, mono, 8000 Hz, 16 bits.
    let samples = (0..<8).flatMap { word($0 * 4096, 2) }
    let format =
      word(1, 2) + word(1, 2) + word(8000, 4) + word(16_000, 4) + word(2, 2) + word(16, 2)
    let body =
      Array("WAVEfmt ".utf8) + word(16, 4) + format + Array("data".utf8) + word(16, 4) + samples
    writeFile(tool.path("ramp.wav"), Array("RIFF".utf8) + word(body.count, 4) + body)
    #expect(
      tool.run("run", "echo", "ramp.wav", "--format", "table").output == """
        echo echo: 1
                 TIME  VALUES
          0:00:00.000  0  0.125  0.25  0.375  0.5  0.625 ... (8 in all)

        echo size: none

        echo text: none

        """)
  }

  @Test("is JSON with one member for each output port")
  func json() {
    let text = #"{"echo":[],"size":[],"text":[{"time":0,"label":"one, \"two\""}]}"#
    #expect(run("json") == text + "\n")
    #expect(tool.run("run", "echo", "-t", "text=one, \"two\"").output == text + "\n")
  }

  @Test("is one line of NDJSON for each result, and one for the end")
  func ndjson() {
    #expect(
      run("ndjson") == #"""
        {"plugin":"echo","port":"text","time":0,"label":"one, \"two\""}
        {"plugin":"echo","done":true}

        """#)
  }

  @Test("is CSV with the columns that the plugin declares")
  func csv() {
    #expect(
      run("csv") == """
        port,start,stop,label,score,left,top,width,height,echo.values,size.width,size.height,\
        size.checksum
        text,0,,"one, ""two""\",,,,,,,,,

        """)
  }

  @Test("goes to a file that appears when it is complete")
  func output() {
    let outcome = tool.run("run", "echo", "-t", "text=x", "-o", "out.json")
    #expect(outcome == Tool.Outcome(code: 0, output: "", errors: ""))
    #expect(
      tool.read("out.json") == #"{"echo":[],"size":[],"text":[{"time":0,"label":"x"}]}"# + "\n")
    let failed = tool.run("run", "echo", "-t", "text=x", "-o", "absent/out.json")
    #expect(
      failed
        == Tool.Outcome(
          code: 9, output: "",
          errors: "patchbay: cannot write absent/out.json: No such file or directory\n"))
  }

  @Test("takes texts from files, several for a port that takes them")
  func texts() {
    tool.write("words.txt", "from a file")
    #expect(
      tool.run("run", "echo", "-t", "text=@words.txt", "--text=text=b").output
        == #"{"echo":[],"size":[],"text":[{"time":0,"label":"from a file"},"#
        + #"{"time":0,"label":"b"}]}"# + "\n")
    #expect(
      tool.run("run", "echo", "-t", "txt=x")
        == Tool.Outcome(
          code: 2, output: "",
          errors: "patchbay: run: '--text txt=x': no plugin of this run has a text input 'txt'; "
            + "did you mean 'text'?\nType 'patchbay help run' to see what it takes.\n"))
  }

  @Test("stops without a word when its reader goes away")
  func closedPipe() {
    tool.write(
      "many.sh", "\"$0\" run echo $(for i in $(seq 3000); do echo -t text=$i; done) | head -c 9")
    let outcome = tool.start(
      program: "/bin/bash", ["-o", "pipefail", "-c", "source many.sh", tool.program]
    ).wait()
    #expect(outcome == Tool.Outcome(code: 0, output: #"{"echo":["#, errors: ""))
  }
}
