import CLI
import JSON
import Plugins
import Serving
import Testing

@Suite("Results")
struct ResultsTests {
  private static let stretches = OutputPort(
    name: "timestamps", summary: "", kind: .timestamps(vocabulary: []))
  private static let faces = OutputPort(name: "faces", summary: "", kind: .labels(vocabulary: []))
  private static let levels = OutputPort(
    name: "levels", summary: "",
    kind: .vectors([
      OutputPort.Dimension(name: "left", unit: "dB", minimum: nil, maximum: nil),
      OutputPort.Dimension(name: "right", unit: "dB", minimum: nil, maximum: nil),
    ]))
  private static let report = OutputPort(
    name: "report", summary: "", kind: .artifact(mediaType: nil))

  private var watch: PluginResults {
    var results = PluginResults(
      plugin: "watch", outputs: [Self.stretches, Self.faces, Self.levels, Self.report])
    results.add(.segment(port: 0, start: 75.04, stop: 3661.5, label: nil, score: .nan))
    results.add(.segment(port: 0, start: 10, stop: 30, label: "door\nopens", score: 0.1))
    results.add(
      .label(
        port: 1, time: 2.5, label: "a \"face\"", score: 1,
        box: Box(left: 0.25, top: 0, width: 0.5, height: 1)))
    results.add(.vector(port: 2, time: 0, values: [-1.5, 16_777_215]))
    results.add(.artifact(port: 3, mediaType: "text/plain", name: nil, bytes: Array("hi!".utf8)))
    results.add(.progress(0.5))
    return results
  }

  private func json(_ results: [PluginResults]) -> String {
    var writer = JSONWriter()
    writer.results(results)
    return writer.text
  }

  @Test("of one plugin are an object with an array for each port")
  func one() {
    #expect(
      json([watch]) == #"""
        {"timestamps":[{"start":75.04,"stop":3661.5},\#
        {"start":10,"stop":30,"label":"door\nopens","score":0.1}],\#
        "faces":[{"time":2.5,"label":"a \"face\"","score":1,\#
        "box":{"left":0.25,"top":0,"width":0.5,"height":1}}],\#
        "levels":[{"time":0,"values":[-1.5,16777215]}],\#
        "report":[{"media_type":"text/plain","base64":"aGkh"}]}
        """#)
  }

  @Test("of several plugins are an object by name, with the error of one that failed")
  func several() {
    var broken = PluginResults(plugin: "broken", outputs: [Self.stretches])
    broken.add(.warning(time: 3, text: "a hole"))
    broken.fail(PluginError(.hung, "broken hung"))
    var fine = PluginResults(plugin: "fine", outputs: [Self.stretches])
    fine.add(.warning(time: 3, text: "a hole"))
    #expect(
      json([broken, fine]) == #"""
        {"broken":{"error":"broken hung","code":"hung","warnings":[{"time":3,"text":"a hole"}]},\#
        "fine":{"timestamps":[],"warnings":[{"time":3,"text":"a hole"}]}}
        """#)
  }

  @Test("as CSV have a column for all that the ports can fill, and quotes where they must")
  func csv() {
    let results = watch
    let csv = ResultsCSV(plugins: [("watch", results.outputs)])
    let rows = results.events.joined().compactMap { csv.row($0, plugin: 0) }
    #expect(
      ([csv.header] + rows).joined(separator: "\n") == """
        port,start,stop,label,score,left,top,width,height,left,right
        timestamps,75.04,3661.5,,,,,,,,
        timestamps,10,30,"door
        opens",0.1,,,,,,
        faces,2.5,,"a ""face\"\"",1,0.25,0,0.5,1,,
        levels,0,,,,,,,,-1.5,16777215
        """)
    let plain = ResultsCSV(plugins: [("motion", [Self.stretches])])
    #expect(plain.header == "start,stop,label,score")
    let two = ResultsCSV(plugins: [("a", [Self.levels]), ("b", [Self.levels])])
    #expect(
      two.header == "plugin,port,start,stop,a.levels.left,a.levels.right,"
        + "b.levels.left,b.levels.right")
  }

  @Test("as subtitles are in order of time, each on one line")
  func subtitles() {
    #expect(
      Subtitles.text([watch]) == """
        1
        00:00:02,500 --> 00:00:04,500
        a "face" (1)

        2
        00:00:10,000 --> 00:00:30,000
        door opens (0.1)

        3
        00:01:15,040 --> 01:01:01,500
        watch timestamps


        """)
  }

  @Test("as an edit list follow one another, in frames of the file's rate")
  func editList() {
    var info = MediaInfo()
    info.frameRate = 30000.0 / 1001
    info.videoCodec = "h264"
    #expect(
      EditList.text([watch], file: "day/one.mp4", info: info) == """
        TITLE: one.mp4
        FCM: NON-DROP FRAME

        001  AX       V     C        00:00:10:00 00:00:29:29 00:00:00:00 00:00:19:29
        * FROM CLIP NAME: one.mp4
        * COMMENT: watch door opens 0.1

        002  AX       V     C        00:01:14:29 01:00:57:25 00:00:19:29 01:00:02:25
        * FROM CLIP NAME: one.mp4
        * COMMENT: watch

        """)
  }

  @Test("and plugins' documents read back as they were written", arguments: [true, false])
  func document(hasDescription: Bool) throws {
    let about = Description(
      name: "watch", version: "1.2.0", summary: "Watches.", author: "A", licence: "MIT",
      abi: ABIVersion(major: 1, minor: 3),
      inputs: [
        InputPort(
          name: "frame", summary: "F.", isOptional: false,
          kind: .frame(
            InputPort.FrameWish(
              .nv12, longestSide: 320, sampling: .every(seconds: 0.5), samplingParameter: "step",
              isOnDemand: true))),
        InputPort(
          name: "example", summary: "E.", isOptional: true,
          kind: .frame(
            InputPort.FrameWish(
              .gray8, longestSide: 0, sampling: .perSecond(2), isExamples: true))),
        InputPort(
          name: "audio", summary: "A.", isOptional: true,
          kind: .audio(InputPort.AudioWish(22050, channels: 1, block: 1024, hop: 512))),
        InputPort(name: "text", summary: "T.", isOptional: true, kind: .text(many: true)),
      ],
      outputs: [Self.stretches, Self.faces, Self.levels, Self.report],
      parameters: [
        Parameter(
          name: "step", summary: "S.", unit: "s", kind: .number, isAdmin: false,
          defaultValue: .number(0.5), minimum: 0.1, maximum: 60, choices: []),
        Parameter(
          name: "mode", summary: "M.", unit: "", kind: .choice, isAdmin: true,
          defaultValue: .text("a"), minimum: nil, maximum: nil, choices: ["a", "b"]),
        Parameter(
          name: "count", summary: "C.", unit: "", kind: .integer, isAdmin: false,
          defaultValue: .integer(-3), minimum: nil, maximum: 9, choices: []),
        Parameter(
          name: "loud", summary: "L.", unit: "", kind: .boolean, isAdmin: false,
          defaultValue: .boolean(true), minimum: nil, maximum: nil, choices: []),
      ],
      maxSessions: 4, isThreadSafe: true, isPrompt: false)
    let document = PluginDocument(
      name: "watch-two", state: "degraded", reason: "it crashed", code: nil, isolation: "process",
      instances: 2, description: hasDescription ? about : nil)
    var writer = JSONWriter()
    writer.plugin(document)
    #expect(try PluginDocument(JSONNode(parsing: writer.text)) == document)
  }

  @Test("of another kind than was said are refused with their place")
  func badDocument() throws {
    let text = #"""
      {"name":"x","state":"ready","isolation":"process","instances":1,"version":"1","summary":"",\#
      "author":"","licence":"","abi":"1.0","max_sessions":1,"outputs":[],"parameters":[],\#
      "inputs":[{"name":"frame","summary":"","kind":"smell"}]}
      """#
    #expect {
      try PluginDocument(JSONNode(parsing: text))
    } throws: {
      "\($0)" == "inputs[0].kind is 'smell', which this version cannot use"
    }
  }

  @Test("and base64 both ways, with every padding", arguments: ["", "f", "fo", "foo", "foob"])
  func base64(text: String) {
    let encoded = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
    #expect(Base64.encode(Array(text.utf8)) == encoded[text])
    #expect(Base64.decode(encoded[text]!) == Array(text.utf8))
    #expect(Base64.decode("Zg=") == nil)
    #expect(Base64.decode("Z=g=") == nil)
    #expect(Base64.decode("Zm9*") == nil)
  }
}
