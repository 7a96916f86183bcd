import JSON
import TestSupport
import Testing

@Suite("Runs over media")
struct RunTests {
  private let house: ServedHouse
  private let wav = Samples.wav([0, 16384, -16384, 8192])
  private let colour: [UInt8] = [200, 100, 50]

  init() throws { house = try ServedHouse(["echo", "misbehave", "slow"]) }

  @Test("a recording as the body, whatever it is said to be")
  func recording() throws {
    for type in ["application/octet-stream", "audio/wav", "video/mp4", nil] {
      let headers = type.map { [("Content-Type", $0)] } ?? []
      let answer = try house.post("/v1/run/echo", bytes: wav, headers)
      #expect(
        answer.text
          == #"{"echo":[{"time":0,"values":[0,0.5,-0.5,0.25]}],"size":[],"text":[]}"#)
    }
  }

  @Test("a body in chunks of any size is the same")
  func chunked() throws {
    let client = try house.client()
    client.begin("POST", "/v1/run/echo", [("Transfer-Encoding", "chunked")])
    for byte in wav { client.writeChunk([byte]) }
    client.writeChunk([])
    let answer = try client.readAnswer()
    #expect(try answer.json["echo"]?[0]?["values"] == [0, 0.5, -0.5, 0.25])
  }

  @Test("pictures that each carry their time, as parts")
  func pictures() throws {
    let picture = Samples.picture(width: 4, height: 2, colour)
    let (type, body) = Samples.multipart([
      ("frame@1.5", picture), ("frame@3", picture), ("text", Array("hi".utf8)),
    ])
    let answer = try house.post("/v1/run/echo", bytes: body, [("Content-Type", type)])
    let checksum = Samples.checksum(width: 4, height: 2, colour)
    #expect(
      answer.text == """
        {"echo":[],"size":[{"time":1.5,"values":[4,2,\(checksum)]},\
        {"time":3,"values":[4,2,\(checksum)]}],"text":[{"time":0,"label":"hi"}]}
        """)
  }

  @Test("one picture without a time, as a person would send it")
  func picture() throws {
    let picture = Samples.picture(width: 4, height: 2, colour)
    let (type, body) = Samples.multipart([("frame", picture)])
    let answer = try house.post("/v1/run/echo", bytes: body, [("Content-Type", type)])
    let checksum = Samples.checksum(width: 4, height: 2, colour)
    #expect(try answer.json["size"]?[0]?["values"] == [4, 2, .integer(Int64(checksum))])
    #expect(try answer.json["size"]?[0]?["time"] == 0)
  }

  @Test("parts in pieces of any size", arguments: [1, 2, 3, 7, 50, 90])
  func pieces(size: Int) throws {
    let texts = ["", "2", "", "22", "a\r\n--limi\r\n--", "\r", "-"]
    let (type, whole) = Samples.multipart(texts.map { ("text", Array($0.utf8)) })
    let body = Array("what nobody reads\r\n".utf8) + whole + Array("nor that".utf8)
    let client = try house.client()
    client.begin(
      "POST", "/v1/run/echo", [("Transfer-Encoding", "chunked"), ("Content-Type", type)])
    for start in stride(from: 0, to: body.count, by: size) {
      client.writeChunk(Array(body[start..<min(start + size, body.count)]))
    }
    client.writeChunk([])
    let labels = try client.readAnswer().json["text"]?.elements?.map { $0["label"]?.string }
    #expect(labels == texts)
  }

  @Test("several plugins answer under their names, and one that fails says why")
  func several() throws {
    let answer = try house.post(
      "/v1/run/echo,misbehave?misbehave.how=throw", "hello", [("Content-Type", "text/plain")])
    #expect(
      answer.text == """
        {"echo":{"echo":[],"size":[],"text":[{"time":0,"label":"hello"}]},\
        "misbehave":{"error":"misbehave: the fixture failed as it was told","code":"failed"}}
        """)
    #expect(answer.status == 200)
  }

  @Test("results as lines of JSON, by query and by Accept")
  func ndjson() throws {
    for (path, headers) in [
      ("/v1/run/echo?format=ndjson", []), ("/v1/run/echo", [("Accept", "application/x-ndjson")]),
    ] {
      let answer = try house.post(path, "a", [("Content-Type", "text/plain")] + headers)
      #expect(answer.headers["content-type"] == "application/x-ndjson")
      #expect(
        answer.text == """
          {"plugin":"echo","port":"text","time":0,"label":"a"}
          {"plugin":"echo","done":true}

          """)
    }
  }

  @Test("results as server-sent events")
  func events() throws {
    let answer = try house.post(
      "/v1/run/echo", "a", [("Content-Type", "text/plain"), ("Accept", "text/event-stream")])
    #expect(
      answer.text == """
        event: label
        data: {"plugin":"echo","port":"text","time":0,"label":"a"}

        event: end
        data: {"plugin":"echo","done":true}


        """)
  }

  @Test("results as a table")
  func csv() throws {
    let answer = try house.post(
      "/v1/run/misbehave?format=csv", "a", [("Content-Type", "text/plain")])
    #expect(answer.headers["content-type"] == "text/csv; charset=utf-8")
    #expect(answer.text == "start,stop,label,score,left,top,width,height\n0,,behaved,,,,,\n")
  }

  @Test("a stream begins before the run has ended")
  func early() throws {
    let client = try house.client()
    let picture = Samples.picture(width: 1, height: 1, colour)
    let (type, body) = Samples.multipart([("frame@1", picture), ("frame@2", picture)])
    client.begin(
      "POST", "/v1/run/slow?format=ndjson&delay=1",
      [("Content-Type", type), ("Content-Length", "\(body.count)")])
    client.write(body)
    #expect(try client.readHead().status == 200)
    let first = try client.readChunk().map { String(decoding: $0, as: UTF8.self) }
    #expect(first?.contains("done") == false)
    var rest = ""
    while let chunk = try client.readChunk() { rest += String(decoding: chunk, as: UTF8.self) }
    #expect(rest.hasSuffix("{\"plugin\":\"slow\",\"done\":true}\n"))
  }

  @Test(
    "a request that is not as it should be is told why",
    arguments: [
      ("/v1/run/ecko", "404 unknown-plugin: no plugin named 'ecko'; did you mean 'echo'?"),
      ("/v1/run/echo,echo", "400 bad-request: echo is named twice"),
      (
        "/v1/run/echo?format=xml",
        "400 bad-request: format is 'xml'; it must be json, ndjson, sse or csv"
      ),
      (
        "/v1/run/echo?timeout=-1",
        "400 bad-request: timeout is -1; it must be a number of seconds above 0"
      ),
      (
        "/v1/run/slow?dely=1",
        "400 bad-parameter: slow has no parameter 'dely'; did you mean 'delay'?"
      ),
      (
        "/v1/run/slow?delay=5000",
        "400 bad-parameter: slow: parameter 'delay' is 5000; it must be between 0 and 3600 s"
      ),
      (
        "/v1/run/slow,echo?delay=1",
        "400 bad-parameter: parameter 'delay' could be for any of 2 plugins; "
          + "write whose it is, as in 'slow.delay'"
      ),
      (
        "/v1/run/echo?slow.delay=1",
        "400 bad-parameter: parameter 'slow.delay' is for 'slow', which is not part of this run"
      ),
    ])
  func badRequests(_ path: String, _ problem: String) throws {
    #expect(try house.post(path, "a", [("Content-Type", "text/plain")]).problem == problem)
  }

  @Test("no more texts and parameters are kept than anybody needs")
  func manyParts() throws {
    let parts = [(name: String, bytes: [UInt8])](repeating: ("delay", [49]), count: 10_001)
    let (type, body) = Samples.multipart(parts)
    #expect(
      try house.post("/v1/run/echo", bytes: body, [("Content-Type", type)]).problem
        == "413 too-large: there are more than 10000 texts and parameters, or more than 67108864 bytes"
        + " of them; send fewer in one request")
  }

  @Test("parts that are not as they should be are told why")
  func badParts() throws {
    let picture = Samples.picture(width: 1, height: 1, colour)
    for (parts, sentence) in [
      (
        [("frame@3", picture), ("frame@2", picture)],
        "the part 'frame@2' comes after 'frame@3'; send frames in the order of their times"
      ),
      (
        [("frame@x", picture)],
        "the part 'frame@x' has no time; write it in seconds behind the @, as in 'frame@12.5'"
      ),
      ([("frame@1", [])], "the part 'frame@1' is empty"),
      (
        [("frame", picture), ("frame", picture)],
        "the part 'frame' has no time; write it in seconds behind the @, as in 'frame@12.5'"
      ),
      (
        [("photo\"; filename=\"room.jpg", picture)],
        "the part 'photo' is a file, and echo takes none of that name; send a picture as 'frame', "
          + "another medium as 'media'"
      ),
      (
        [("media", wav), ("frame@1", picture)],
        "there are both a medium and pictures; send one of them"
      ),
    ] as [([(String, [UInt8])], String)] {
      let (type, body) = Samples.multipart(parts.map { (name: $0.0, bytes: $0.1) })
      let answer = try house.post("/v1/run/echo", bytes: body, [("Content-Type", type)])
      #expect(answer.problem == "400 bad-request: \(sentence)")
    }
    let said = [("Content-Type", "multipart/form-data; boundary=limit")]
    for broken in ["--limit\r\nContent-Disposition: form-data; name=text\r\n\r\nx", "x", ""] {
      #expect(
        try house.post("/v1/run/echo", broken, said).problem
          == "400 bad-request: the body ends before its last boundary; it was cut short, or is no "
          + "multipart/form-data")
    }
    #expect(
      try house.post("/v1/run/echo", "--limit?\r\n", said).problem
        == "400 bad-request: the body is not the multipart/form-data it is said to be")
    #expect(
      try house.post("/v1/run/echo", "--limit\r\n\r\nx\r\n--limit--", said).problem
        == "400 bad-request: a part of the body has no name; write it as in 'form-data; "
        + "name=\"text\"'")
    let (type, body) = Samples.multipart([("dela", [49]), ("text", [97])])
    #expect(
      try house.post("/v1/run/slow", bytes: body, [("Content-Type", type)]).problem
        == "400 bad-parameter: slow has no parameter 'dela'; did you mean 'delay'?")
    #expect(
      try house.post("/v1/run/echo", "x", [("Content-Type", "multipart/form-data")]).problem
        == "400 bad-request: the body's Content-Type is multipart/form-data without a boundary")
  }

  @Test("files are opened in allowed folders alone")
  func paths() throws {
    let folder = TemporaryFolder()
    #expect(writeFile("\(folder.path)/sound.wav", wav))
    let link = ["-s", "/etc/passwd", "\(folder.path)/out"]
    #expect(Program.run("/bin/ln", link, output: "/dev/null") == 0)
    #expect(
      try house.post("/v1/run/echo?path=sound.wav").problem
        == "403 forbidden: this host opens no files by path: its manifest has no media-roots")
    let open = try ServedHouse(host: { $0.mediaRoots = [folder.path] })
    #expect(try open.post("/v1/run/echo?path=sound.wav").status == 200)
    #expect(try open.post("/v1/run/echo?path=\(folder.path)/sound.wav").status == 200)
    for path in ["none.wav", "../etc/passwd", "/etc/passwd", "out", "."] {
      #expect(
        try open.post("/v1/run/echo?path=\(path)").problem
          == "404 not-found: there is no file '\(path)' in the allowed folders")
    }
  }
}
