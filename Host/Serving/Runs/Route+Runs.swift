extension Route {
  /// Runs over media, for people with curl.
  static let runs: [Route] = [
    Route(
      method: .post, path: "/v1/run/{plugins}",
      summary: "Runs one plugin, or several with commas between them, over a medium; it is "
        + "decoded once for all.",
      parameters: [
        RouteParameter(
          name: "format",
          summary: "json (the default), ndjson or sse as results are found, or csv; "
            + "without it the Accept header is asked."),
        RouteParameter(
          name: "timeout", summary: "Seconds after which the run is given up.", type: "number"),
        RouteParameter(
          name: "path", summary: "A file in one of the host's allowed folders, instead of a body."),
      ],
      body: [
        ("application/octet-stream", "A video, a recording or a picture, whatever its type."),
        (
          "multipart/form-data",
          "Parts: `media`, a whole medium; or `frame@12.5`, a picture and its time in seconds, or "
            + "`frame`, a single one; `example`, a picture to look for; `text` or the name of a text port; "
            + "all others are parameters."
        ),
        ("text/plain", "A text, for plugins that take one."),
      ],
      errors: [400, 403, 404, 409, 413, 415, 422, 429, 500, 503, 504],
      handler: .streamed { (exchange) throws(Problem) in try Runs.receiver(exchange) })
  ]
}
