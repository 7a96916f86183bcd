import Catalogue
import Plugins
import Serving

/// A recording as the body: it is analysed, and what was found becomes a track.
final class TrackUpload: BodyReceiver {
  private unowned let exchange: Exchange
  private let file: GrowingFile
  private let service: MusicService
  private let name: String
  private let analyser: Analyser
  private let cancellation = Cancellation()
  private var count = 0

  /// - Throws: where one of the plugins that look at music cannot be served now, before the
  ///   recording is sent.
  init(_ exchange: Exchange, _ service: MusicService, name: String?) throws(Problem) {
    self.exchange = exchange
    self.name = name ?? "recording"
    self.service = service
    do throws(PluginError) {
      analyser = try Analyser(
        engine: service.engine, plugins: service.engine.settings.listening)
    } catch {
      throw Problem(error)
    }
    file = try .make(expected: exchange.unpackedLength, service.engine.settings)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    try unsafe file.store(bytes)
    count += bytes.count
  }

  func end() throws(Problem) -> Reply {
    guard count > 0 else {
      throw .badRequest("the body is empty; send the recording as the body")
    }
    file.complete()
    return exchange.inBackground {
      [file, name, analyser, cancellation, service] () throws(Problem) in
      guard let digest = file.checksum else {
        throw Problem(503, "unavailable", "the recording could not be read again; try again")
      }
      var result = analyser.analyse(
        .file(file), path: "/\(name)", file: nil, cancellation: cancellation)
      if let error = result.error { throw Problem(error) }
      // The same recording, sent again, is the same track.
      result.track.path = "upload:\(digest)"
      return try Tracks.store(service) { (catalogue) throws(CatalogueError) in
        try catalogue.add(result.track, cover: result.cover, findings: result.findings)
      }
    }
  }

  func abandon() {
    file.abandon()
    cancellation.cancel()
  }
}
