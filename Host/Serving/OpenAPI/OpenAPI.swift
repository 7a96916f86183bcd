import JSON
import Plugins

/// Writes the OpenAPI document from the table of routes and the plugins' descriptions.
enum OpenAPI {
  static func document(of service: Service) -> JSONWriter {
    var json = JSONWriter(capacity: 32 << 10)
    json.node(node(service.router.routes, service.engine.plugins))
    return json
  }

  static func node(_ routes: [Route], _ plugins: [Plugin]) -> JSONNode {
    var paths: [JSONNode.Member] = []
    for route in routes {
      add(route.path.description, route.method, operation(route), to: &paths)
    }
    if let run = routes.first(where: { $0.path.description == "/v1/run/{plugins}" }) {
      for plugin in plugins {
        guard let about = plugin.description else { continue }
        add("/v1/run/\(plugin.name)", .post, operation(run, for: plugin, about), to: &paths)
      }
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Patchbay", "version": .string(hostVersion),
        "description": "Media plugins: frames, audio or text in; timestamps, vectors, labels out.",
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "paths": .object(paths),
      "components": ["schemas": schemas],
    ]
  }

  private static func add(
    _ path: String, _ method: Method, _ operation: JSONNode, to paths: inout [JSONNode.Member]
  ) {
    let member = JSONNode.Member(key: method.rawValue.lowercased(), value: operation)
    if let index = paths.firstIndex(where: { $0.key == path }) {
      let known = paths[index].value.members ?? []
      paths[index].value = .object(known + [member])
    } else {
      paths.append(JSONNode.Member(key: path, value: .object([member])))
    }
  }

  private static func operation(_ route: Route) -> JSONNode {
    var parameters = route.path.segments.compactMap { segment -> JSONNode? in
      guard case .placeholder(let name) = segment else { return nil }
      return [
        "name": .string(name), "in": "path", "required": true, "schema": ["type": "string"],
      ]
    }
    parameters += route.parameters.map(parameter)
    return operation(route, summary: route.summary, parameters)
  }

  /// A run of one plugin, whose parameters are known.
  private static func operation(
    _ route: Route, for plugin: Plugin, _ about: Description
  ) -> JSONNode {
    let own = about.parameters.filter { !$0.isAdmin }.map { $0.node }
    return operation(route, summary: about.summary, own + route.parameters.map(parameter))
  }

  private static func operation(
    _ route: Route, summary: String, _ parameters: [JSONNode]
  ) -> JSONNode {
    var node: JSONNode = ["summary": .string(summary), "parameters": .array(parameters)]
    if !route.body.isEmpty {
      let content = route.body.map { type, summary in
        JSONNode.Member(key: type, value: ["schema": ["description": .string(summary)]])
      }
      node["requestBody"] = ["content": .object(content)]
    }
    var responses = [
      JSONNode.Member(
        key: "200",
        value: [
          "description": "The answer.",
          "content": .object([JSONNode.Member(key: route.answer, value: [:])]),
        ])
    ]
    for status in route.errors {
      responses.append(
        JSONNode.Member(
          key: String(status),
          value: [
            "description": .string(reason(status)),
            "content": [
              "application/json": ["schema": ["$ref": "#/components/schemas/Error"]]
            ],
          ]))
    }
    node["responses"] = .object(responses)
    return node
  }

  private static func parameter(_ parameter: RouteParameter) -> JSONNode {
    [
      "name": .string(parameter.name), "in": "query",
      "description": .string(parameter.summary), "schema": ["type": .string(parameter.type)],
    ]
  }
}
