import Catalogue
import Plugins
import Serving
import Wire

/// A call of the plugin `playlist`, and the list that comes of it.
final class PlaylistCall: Sendable {
  private static let name = "playlist"

  private let plugin: Plugin
  private let about: Description
  private let call: Call
  private let receiver: EventCollector
  private let wish: PlaylistWish
  private let service: MusicService

  init(_ wish: PlaylistWish, _ service: MusicService) throws(Problem) {
    self.wish = wish
    self.service = service
    do throws(PluginError) {
      plugin = try service.engine.plugin(Self.name)
    } catch {
      throw Problem(error)
    }
    about = try plugin.served()
    guard let port = about.inputs.firstIndex(where: \.isText) else {
      throw Problem(
        415, "unsupported-media", "\(Self.name) takes no text, so it makes no playlist")
    }
    var parameters = wish.parameters
    let hasCount = parameters.contains { $0.name == "count" }
    if let minutes = wish.minutes, !hasCount,
      about.parameters.contains(where: { $0.name == "count" })
    {
      parameters.append(("count", "\(PluginPlaylist.count(forSeconds: minutes * 60))"))
    }
    let values: [Value]
    do throws(PluginError) {
      values = try plugin.values(from: parameters)
    } catch {
      throw Problem(error)
    }
    receiver = EventCollector(outputs: about.outputs.count)
    call = Call(
      parameters: values,
      inputs: wish.seeds.map { .text(port: port, Payload(Array($0.utf8))) }, timeout: nil,
      for: about, receiver: receiver)
  }

  /// Waits for the plugin.
  func list(_ catalogue: Catalogue) throws(Problem) -> PlaylistFile {
    do throws(PluginError) { try plugin.submit(call) } catch { throw Problem(error) }
    let events: [[Event]]
    do throws(PluginError) { events = try receiver.wait() } catch { throw Problem(error) }
    do throws(PluginPlaylist.Failure) {
      return try PluginPlaylist.make(
        name: wish.name ?? "", from: about.outputs, events, plugin: Self.name,
        catalogue: catalogue, seconds: wish.minutes.map { $0 * 60 })
    } catch {
      switch error {
      case .plugin(let sentence): throw Problem(500, "failed", sentence)
      case .catalogue(let error): throw Problem(error)
      }
    }
  }
}

/// Keeps what one call sends, until its end.
private final class EventCollector: CallReceiver, @unchecked Sendable {  // `lock` guards the rest
  private let lock = Lock()
  private var events: [[Event]]
  private var result: Result<CallTiming, PluginError>?

  init(outputs: Int) { events = Array(repeating: [], count: outputs) }

  func receive(_ event: Event) {
    lock.withLock {
      switch event {
      case .label(let port, _, _, _, _), .segment(let port, _, _, _, _),
        .vector(let port, _, _), .artifact(let port, _, _, _):
        events[port].append(event)
      case .progress, .warning: break
      }
    }
  }

  func ended(_ result: Result<CallTiming, PluginError>) {
    lock.withLock {
      self.result = result
      lock.notify()
    }
  }

  func wait() throws(PluginError) -> [[Event]] {
    try lock.withLock { () throws(PluginError) in
      while result == nil { lock.wait() }
      if case .failure(let error)? = result { throw error }
      return events
    }
  }
}
