import JSON
import Plugins

/// Why a request is not answered as it wished: a status, a code for programs, a sentence.
package struct Problem: Error, Equatable {
  package var status: Int
  /// Stable.
  package var code: String
  package var message: String
  /// Seconds.
  package var retryAfter: Int?
  /// Methods that the path has, with status 405.
  var allow: [Method] = []

  package init(_ status: Int, _ code: String, _ message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  /// 400, for a request that is not as it should be.
  package static func badRequest(_ message: String) -> Problem {
    Problem(400, "bad-request", message)
  }

  /// An answer that would be longer than `most` bytes.
  static func longAnswer(_ most: Int, _ advice: String) -> Problem {
    let limit = most >> 20 > 0 ? "\(most >> 20) MiB" : "\(most) bytes"
    return Problem(413, "too-large", "the answer would be longer than \(limit); \(advice)")
  }

  var response: Response {
    var json = JSONWriter(capacity: 256)
    json.beginObject()
    json.key("error")
    json.string(message)
    json.key("code")
    json.string(code)
    json.endObject()
    let response = Response(status, json: json)
    if let retryAfter { response.addHeader("Retry-After", String(retryAfter)) }
    if !allow.isEmpty {
      response.addHeader("Allow", allow.map(\.rawValue).joined(separator: ", "))
    }
    return response
  }
}

/// What the engine refuses is the answer.
func inEngine<T>(_ body: () throws(PluginError) -> T) throws(Problem) -> T {
  do throws(PluginError) { return try body() } catch { throw Problem(error) }
}

extension Problem {
  package init(_ error: PluginError) {
    self.init(error.code.status, error.code.rawValue, error.forClients.message)
    retryAfter = error.code.retryAfter
  }
}

extension PluginError.Code {
  /// The status of an answer that reports it.
  package var status: Int {
    switch self {
    case .badRequest, .badParameter, .badInput: 400
    case .unknownPlugin: 404
    case .disabled: 409
    case .tooLarge: 413
    case .unsupportedMedia: 415
    case .mediaFailed: 422
    case .queueFull: 429
    case .cancelled: 499
    case .crashed, .hung, .outOfMemory, .brokeContract, .failed, .internalError: 500
    case .refused, .quarantined, .notReady, .unavailable: 503
    case .timedOut: 504
    }
  }

  /// Seconds after which it is worth another try.
  var retryAfter: Int? {
    switch self {
    case .queueFull, .notReady: 1
    case .unavailable: 5
    case .quarantined, .refused: 60
    default: nil
    }
  }
}
