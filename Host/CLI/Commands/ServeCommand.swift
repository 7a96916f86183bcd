import Manifest
import Plugins
import Serving
import Wire

/// `patchbay serve`: the engine and the HTTP server, until a signal ends them.
enum ServeCommand {
  /// Seconds for requests under way when the host is told to stop.
  private static let drainSeconds = 30.0

  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    Interrupts.prepare()
    let manifest = try Installation.manifest(invocation)
    let listen = try invocation.text(.listen).map { (text) throws(CommandError) in
      try address(text)
    }
    let engine = Engine(
      settings: settled(manifest.settings, listen), programs: .besideThisProgram())
    let log = Log()
    let server = Server(
      engine: engine, routes: invocation.tool.modules.flatMap { $0.routes(engine, log) }, log: log)
    let port: UInt16
    do throws(ServerError) {
      port = try server.start()
    } catch {
      throw CommandError(.failed, error.description)
    }
    engine.start()
    report(engine, manifest)
    let host = engine.settings.address
    try Output.standard.write(
      "patchbay: serving at http://\(host.contains(":") ? "[\(host)]" : host):\(port)\n")
    while Interrupts.next() == Interrupts.reload {
      reload(engine, invocation, manifest.path, listen)
    }
    say("stopping; what is under way may end; Ctrl-C again quits at once")
    Interrupts.handle { Interrupts.quit() }
    server.stop(within: drainSeconds)
    engine.stop(within: drainSeconds)
    return .success
  }

  private static func address(_ text: String) throws(CommandError) -> ListenAddress {
    guard let address = ListenAddress(text) else {
      throw CommandError(
        .usage, "serve: '--listen \(text)': needs \(ListenAddress.form)\n\(Parser.advice("serve"))")
    }
    return address
  }

  /// The manifest's settings, with the address from the command line if there is one.
  private static func settled(
    _ settings: HostSettings, _ listen: ListenAddress?
  ) -> HostSettings {
    var settings = settings
    if let listen {
      settings.address = listen.host
      settings.port = listen.port
    }
    return settings
  }

  /// The places in the manifest of parameters that a plugin does not have or cannot take. The
  /// engine has said already that the plugin is refused.
  private static func report(_ engine: Engine, _ manifest: Manifest) {
    for plugin in engine.plugins where !plugin.state.isServing && plugin.state != .disabled {
      guard let description = plugin.description else { continue }
      for error in manifest.parameterErrors(of: plugin.name, description: description) {
        writeLine(error.description)
      }
    }
  }

  private static func reload(
    _ engine: Engine, _ invocation: Invocation, _ path: String, _ listen: ListenAddress?
  ) {
    do throws(CommandError) {
      let manifest = try Installation.manifest(at: path, invocation)
      let settings = settled(manifest.settings, listen)
      for case .section(_, let keys) in manifest.changes(from: engine.settings, to: settings) {
        let names = keys.map(\.name).joined(separator: ", ")
        say("\(path): \(names) changed, which takes effect when the host is started again")
      }
      let done = engine.apply(settings)
      say("\(path) was read again\(done.isEmpty ? "; nothing has changed" : "")")
      for sentence in done { say(sentence) }
      report(engine, manifest)
    } catch {
      writeLine(error.description)
      say("\(path) has errors; everything stays as it was")
    }
  }

  private static func say(_ sentence: String) {
    writeLine("patchbay: \(sentence)")
  }
}
