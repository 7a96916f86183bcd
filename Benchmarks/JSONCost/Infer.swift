import Foundation
import JSON

/// The same inference request and answer, by each of the candidates.
final class Infer {
  struct Request: Codable {
    struct Input: Codable {
      var name: String
      var shape: [Int]
      var datatype: String
      var data: [Float]
    }
    var id: String
    var inputs: [Input]
  }

  struct Response: Codable {
    struct Output: Codable {
      var name: String
      var datatype: String
      var shape: [Int]
      var data: [Float]
    }
    var modelName: String
    var modelVersion: String
    var id: String
    var outputs: [Output]

    enum CodingKeys: String, CodingKey {
      case modelName = "model_name"
      case modelVersion = "model_version"
      case id, outputs
    }
  }

  let body: [UInt8]
  private let data: Data
  private let parser = JSONParser()
  private var writer = JSONWriter(capacity: 4096)
  private var floats = [Float](repeating: 0, count: 16)

  init() {
    // Half of them with all digits, as clients send what they have computed.
    let floats = (0..<16).map { $0 % 2 == 0 ? "\(Float($0) / 4)" : "\(Float($0) / 7)" }
    let text = """
      {"id":"a1","inputs":[{"name":"x","shape":[1,16],"datatype":"FP32","data":\
      [\(floats.joined(separator: ","))]}]}
      """
    body = Array(text.utf8)
    data = Data(body)
  }

  func parse() throws -> Float {
    let root = try parser.parse(body)
    guard let input = root["inputs"]?[0], root["id"]?.isString("a1") == true,
      input["name"]?.isString("x") == true, input["datatype"]?.isString("FP32") == true,
      let shape = input["shape"], shape[0]?.int == 1, shape[1]?.int == 16,
      let data = input["data"]
    else { fatalError("wrong body") }
    let count = try floats.withUnsafeMutableBufferPointer { buffer in
      try unsafe data.flatten(into: buffer)
    }
    return floats[count - 1]
  }

  func parseWithSerialization() throws -> Float {
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard let input = (root?["inputs"] as? [[String: Any]])?.first,
      root?["id"] as? String == "a1", input["name"] as? String == "x",
      input["datatype"] as? String == "FP32", input["shape"] as? [Int] == [1, 16],
      let data = input["data"] as? [Double]
    else { fatalError("wrong body") }
    return Float(data[15])
  }

  func parseWithDecoder() throws -> Float {
    let request = try JSONDecoder().decode(Request.self, from: data)
    guard let input = request.inputs.first, input.shape == [1, 16], input.data.count == 16
    else { fatalError("wrong body") }
    return input.data[15]
  }

  func print() -> Float {
    writer.removeAll()
    writer.beginObject()
    writer.key("model_name")
    writer.string("echo")
    writer.key("model_version")
    writer.string("1")
    writer.key("id")
    writer.string("a1")
    writer.key("outputs")
    writer.beginArray()
    writer.beginObject()
    writer.key("name")
    writer.string("x")
    writer.key("datatype")
    writer.raw("\"FP32\"")
    writer.key("shape")
    writer.beginArray()
    writer.integer(1)
    writer.integer(16)
    writer.endArray()
    writer.key("data")
    writer.array(floats)
    writer.endObject()
    writer.endArray()
    writer.endObject()
    return Float(writer.count)
  }

  func printWithSerialization() throws -> Float {
    let output: [String: Any] = [
      "name": "x", "datatype": "FP32", "shape": [1, 16], "data": floats,
    ]
    let answer: [String: Any] = [
      "model_name": "echo", "model_version": "1", "id": "a1", "outputs": [output],
    ]
    return Float(try JSONSerialization.data(withJSONObject: answer).count)
  }

  func printWithEncoder() throws -> Float {
    let output = Response.Output(name: "x", datatype: "FP32", shape: [1, 16], data: floats)
    let answer = Response(modelName: "echo", modelVersion: "1", id: "a1", outputs: [output])
    return Float(try JSONEncoder().encode(answer).count)
  }
}
