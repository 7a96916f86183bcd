import Glibc
import Plugins
import Serving
import Wire

/// Runs plugins on another host: frames are taken out here and sent with their times, or the
/// file is sent as it is.
package final class RemoteBackend: RunBackend, @unchecked Sendable {  // `lock` guards the variables
  private let host: RemoteHost
  private let send: String
  private let quality: Int
  private let lock = Lock()
  private var http: HTTPClient?
  private var media: MediaClient?
  private var isCancelled = false

  /// - Parameter send: "auto", "frames" or "file"; - quality: of the JPEG frames, 1 to 100.
  package init(host: RemoteHost, send: String, quality: Int) {
    self.host = host
    self.send = send
    self.quality = quality
  }

  package func plugins(_ names: [String]) throws(CommandError) -> [RunPlugin] {
    var plugins: [RunPlugin] = []
    for name in names {
      let document = try host.plugin(name)
      guard let description = document.description else {
        let reason = document.reason.map { ": \($0)" } ?? ""
        throw CommandError(
          .pluginUnavailable, "\(name) is \(document.state) at \(host.url)\(reason)")
      }
      plugins.append(RunPlugin(name: name, description: description))
    }
    return plugins
  }

  package func run(_ job: RunJob, into collector: RunCollector) throws(CommandError) {
    let plan = send == "file" || job.file == nil ? nil : try FramePlan(job.plugins)
    if send == "frames", plan == nil {
      let names = job.plugins.map(\.name).joined(separator: ",")
      throw CommandError(
        .usage, "run: '--send frames': \(names) cannot work with frames alone; use --send file")
    }
    var request = HTTPRequest(method: "POST", url: url(job))
    request.headers = ["Accept: application/x-ndjson"]
    let reader = EventReader(job.plugins, takesProgress: plan == nil, into: collector)
    if let plan, let file = job.file {
      let parts = try frames(file, plan, job, collector)
      request.headers.append("Content-Type: \(parts.contentType)")
      request.body = HTTPBody(length: nil) { () throws(CommandError) in try parts.next() }
    } else if let file = job.file, job.texts.isEmpty {
      let upload = try FileUpload(file)
      request.headers.append("Content-Type: application/octet-stream")
      request.body = HTTPBody(length: upload.length) { () throws(CommandError) in
        try upload.next()
      }
    } else {
      let parts = try MultipartUpload(job, boundary: boundary)
      request.headers.append("Content-Type: multipart/form-data; boundary=\(boundary)")
      request.body = HTTPBody(length: nil) { () throws(CommandError) in try parts.next() }
    }
    defer { forget() }
    try perform(request, reader)
    collector.finished()
  }

  private func perform(_ request: HTTPRequest, _ reader: EventReader) throws(CommandError) {
    let client = try HTTPClient()
    try keep { $0.http = client }
    var refused: [UInt8] = []
    let answer = try client.send(request) { (bytes, status) throws(CommandError) in
      if status == 200 { try reader.take(bytes) } else { refused += bytes }
      return true
    }
    guard answer.status == 200 else { throw host.error(status: answer.status, refused) }
    try reader.finish()
  }

  private func frames(
    _ file: String, _ plan: FramePlan, _ job: RunJob, _ collector: RunCollector
  ) throws(CommandError) -> FrameParts {
    let wish = MediaWish.Frames(
      format: .jpeg(quality: UInt8(quality)), longestSide: UInt32(plan.longestSide),
      every: plan.every)
    let media: MediaClient
    do throws(PluginError) {
      media = try MediaClient(program: Programs.besideThisProgram().media)
    } catch {
      throw CommandError(error)
    }
    try keep { $0.media = media }
    do throws(PluginError) {
      collector.opened(try media.open(.path(file), wishes: [.frames(wish)], name: file))
    } catch {
      throw CommandError(error)
    }
    return FrameParts(
      client: media, texts: job.texts, boundary: boundary, targets: job.plugins.count,
      collector: collector)
  }

  private let boundary = "patchbay-\(getpid())-\(Clock.now)"

  private func url(_ job: RunJob) -> String {
    var query: [String] = []
    for plugin in job.plugins {
      let prefix = job.plugins.count > 1 ? plugin.name + "." : ""
      query += plugin.settings.map {
        URLText.escaped(prefix + $0.name) + "=" + URLText.escaped($0.text)
      }
    }
    if let timeout = job.timeout { query.append("timeout=\(timeout.shortText)") }
    let names = job.plugins.map { URLText.escaped($0.name) }.joined(separator: ",")
    return "\(host.url)/v1/run/\(names)" + (query.isEmpty ? "" : "?")
      + query.joined(separator: "&")
  }

  // MARK: Cancelling

  package func cancel() {
    let (http, media) = lock.withLock {
      isCancelled = true
      return (self.http, self.media)
    }
    http?.cancel()
    media?.cancel()
  }

  package func stop() { forget() }

  private func keep(_ change: (RemoteBackend) -> Void) throws(CommandError) {
    let isLate = lock.withLock {
      change(self)
      return isCancelled
    }
    if isLate { throw CommandError(.interrupted, "interrupted") }
  }

  private func forget() {
    lock.withLock {
      http = nil
      media?.close()
      media = nil
    }
  }
}
