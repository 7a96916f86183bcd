extension Route {
  static let metrics: [Route] = [
    Route(
      method: .get, path: "/metrics", summary: "Counters and histograms, for Prometheus.",
      answer: "text/plain",
      handler: .plain { exchange in
        Response(
          200, text: MetricsWriter.text(for: exchange.service),
          type: "text/plain; version=0.0.4; charset=utf-8")
      })
  ]
}
