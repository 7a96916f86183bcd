import JSON
import Plugins

extension OpenAPI {
  static let schemas: JSONNode = [
    "Error": [
      "type": "object",
      "required": ["error", "code"],
      "properties": [
        "error": ["type": "string", "description": "What happened, and what to do."],
        "code": ["type": "string", "description": "The same for programs; it does not change."],
      ],
    ]
  ]

  /// What a status means here.
  static func reason(_ status: Int) -> String {
    switch status {
    case 400: "The request is not as it should be."
    case 403: "The host's manifest does not allow it."
    case 404: "What the path or the query names is not there."
    case 409: "It cannot be done as things stand, such as with a plugin that is disabled."
    case 413: "The body, or a part of it, is too large."
    case 415: "Not a medium that can be read, or not one that the plugin takes."
    case 422: "The medium is damaged, or has nothing that the plugin could look at."
    case 429: "Too many requests wait; try again after Retry-After seconds."
    case 500: "The plugin failed."
    case 503: "The plugin cannot take requests now."
    case 507: "The disk is full; nothing was stored."
    case 504: "The plugin did not answer in time."
    default: "It failed."
    }
  }
}

extension Parameter {
  /// As OpenAPI's parameter object.
  var node: JSONNode {
    let type =
      switch kind {
      case .number: "number"
      case .integer: "integer"
      case .boolean: "boolean"
      case .text, .choice: "string"
      }
    var schema: JSONNode = ["type": .string(type)]
    switch defaultValue {
    case .number(let number): schema["default"] = .number(number)
    case .integer(let integer): schema["default"] = .integer(integer)
    case .boolean(let boolean): schema["default"] = .bool(boolean)
    case .text(let text): schema["default"] = .string(text)
    }
    if let minimum { schema["minimum"] = .number(minimum) }
    if let maximum { schema["maximum"] = .number(maximum) }
    if !choices.isEmpty { schema["enum"] = .array(choices.map { .string($0) }) }
    let unit = unit.isEmpty ? "" : " In \(unit)."
    return [
      "name": .string(name), "in": "query", "description": .string(summary + unit),
      "schema": schema,
    ]
  }
}
