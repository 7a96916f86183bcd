extension Route {
  static let documents: [Route] = [
    Route(
      method: .get, path: "/openapi.json",
      summary: "This interface as an OpenAPI document, with the parameters of all plugins.",
      handler: .plain { exchange in
        Response(200, json: OpenAPI.document(of: exchange.service))
      })
  ]
}
