import JSON
import Testing

@Suite("Models of the Open Inference Protocol")
struct ModelTests {
  @Test("the server says what it is, and that it is ready")
  func server() throws {
    let house = try ServedHouse()
    let about = try house.get("/v2").json
    #expect(about["name"] == "patchbay")
    #expect(about["extensions"]?.elements?.contains("binary_tensor_data") == true)
    #expect(try house.get("/v2/health/live").status == 200)
    #expect(try house.get("/v2/health/ready").status == 200)
  }

  @Test("metadata names every tensor")
  func metadata() throws {
    let house = try ServedHouse()
    let model = try house.get("/v2/models/echo").json
    #expect(model["versions"] == ["1.0.0"])
    #expect(
      model["inputs"]?.elements?.compactMap { $0["name"]?.string }
        == ["audio", "frame", "frame.time", "text"])
    #expect(model["outputs"]?[0] == ["name": "echo", "datatype": "FP32", "shape": [-1, -1]])
    #expect(try house.get("/v2/models/echo/versions/1.0.0").json == model)
    #expect(try house.get("/v2/models/echo/config").json["input"]?[0]?["optional"] == true)
  }

  @Test("statistics count what was answered and what failed")
  func statistics() throws {
    let house = try ServedHouse(["misbehave"])
    let text = #"{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}]}"#
    let failing = #"{"parameters":{"how":"throw"},"# + text.dropFirst()
    #expect(try house.post("/v2/models/misbehave/infer", text).status == 200)
    #expect(try house.post("/v2/models/misbehave/infer", text).status == 200)
    #expect(try house.post("/v2/models/misbehave/infer", String(failing)).status == 500)
    let all = try house.get("/v2/models/stats").json["model_stats"]
    let one = try house.get("/v2/models/misbehave/stats").json["model_stats"]
    #expect(all?[0]?["inference_stats"]?["success"]?["count"] == 2)
    #expect(one?[0]?["inference_stats"]?["fail"]?["count"] == 1)
    #expect((one?[0]?["inference_stats"]?["compute_infer"]?["ns"]?.int ?? 0) > 0)
    #expect((one?[0]?["last_inference"]?.int ?? 0) > 1_600_000_000_000)
  }

  @Test("a plugin is unloaded, and loaded again")
  func loading() throws {
    let house = try ServedHouse(["echo", "slow"])
    let ready = "/v2/models/echo/ready"
    #expect(try house.get(ready).status == 200)
    #expect(try house.post("/v2/repository/models/echo/unload").status == 200)
    #expect(try house.get(ready).problem == "409 disabled: echo is disabled; load it first")
    let index = try house.post("/v2/repository/index").json
    #expect(index.elements?.compactMap { $0["state"]?.string } == ["UNAVAILABLE", "READY"])
    let readyOnly = try house.post("/v2/repository/index", #"{"ready":true}"#).json
    #expect(readyOnly.elements?.compactMap { $0["name"]?.string } == ["slow"])
    #expect(try house.post("/v2/repository/models/echo/load").status == 200)
    #expect(try house.get(ready).status == 200)
  }

  @Test("a load takes neither files nor a configuration")
  func refusedLoads() throws {
    let house = try ServedHouse()
    let path = "/v2/repository/models/echo/load"
    #expect(
      try house.post(path, #"{"parameters":{"file:1/model.so":"AAAA"}}"#).problem
        == "400 bad-request: files cannot be sent with a load ('file:1/model.so'); "
        + "install the library and name it in the manifest")
    #expect(
      try house.post(path, #"{"parameters":{"config":"{}"}}"#).problem
        == "400 bad-request: a load cannot change the configuration; "
        + "change the manifest, then load without 'config'")
    #expect(
      try house.post("/v2/repository/models/ecko/load").problem
        == "404 unknown-plugin: no plugin named 'ecko'; did you mean 'echo'?")
  }

  @Test("a library that cannot be used is refused, and no folder is named")
  func refused() throws {
    let house = try ServedHouse(plugin: { $0.library = "/nowhere/at/all/libecho.so" })
    let answer = try house.get("/v2/models/echo/ready")
    #expect(answer.status == 503)
    #expect(!answer.text.contains("/nowhere"))
    let plugin = try house.get("/v1/plugins/echo")
    #expect(try plugin.json["code"] == "not-found")
    #expect(!plugin.text.contains("/nowhere"))
  }
}
