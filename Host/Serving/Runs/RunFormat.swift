/// The form of a run's answer.
enum RunFormat: String, CaseIterable {
  case json, ndjson, sse, csv

  /// The media type that asks for it and that it is sent as.
  var type: StaticString {
    switch self {
    case .json: "application/json"
    case .ndjson: "application/x-ndjson"
    case .sse: "text/event-stream"
    case .csv: "text/csv; charset=utf-8"
    }
  }

  /// `?format=` wins over `Accept`; without either it is JSON.
  init(name: String?, accept: String?) throws(Problem) {
    if let name {
      guard let format = RunFormat(rawValue: name) else {
        throw .badRequest("format is '\(name)'; it must be json, ndjson, sse or csv")
      }
      self = format
      return
    }
    let accepted = (accept ?? "").lowercased().split(separator: ",").map { item in
      item.prefix { $0 != ";" }.filter { $0 != " " }
    }
    let known: [String: RunFormat] = [
      "application/json": .json, "application/x-ndjson": .ndjson, "application/ndjson": .ndjson,
      "text/event-stream": .sse, "text/csv": .csv,
    ]
    self = accepted.lazy.compactMap { known[$0] }.first ?? .json
  }
}
