/// A plugin. One value of the type is one session: one pass over some media.
///
/// The host makes a value with `init()`, in which every ``Parameter`` and ``Setting`` already has
/// its value, calls `open`, then `push` for each piece of media in order of time, then `finish`.
/// The value is dropped when the session closes, after a failure too. What all sessions share,
/// such as a trained model, is the ``Model`` that `load` returns.
///
/// Any call may throw; throw a ``PluginFailure`` to choose the status and the sentence that the
/// client reads. Where one call per frame, block or text is enough, use ``FramePlugin``,
/// ``AudioPlugin`` or ``TextPlugin``.
///
/// One session is never called from two threads at the same time, but successive calls may come
/// from different threads.
public protocol Plugin {
  /// What all sessions share; `Void` if they share nothing.
  associatedtype Model = Void

  static var about: About { get }
  /// What the plugin wants of the media. The host adapts the media to it.
  static var inputs: [Input] { get }
  static var outputs: [Output] { get }

  /// Sessions may run at the same time on several threads. Defaults to true if they share no
  /// model, and to false if they do; say false if a C library behind the plugin cannot.
  static var isThreadSafe: Bool { get }
  /// Every call returns within about a millisecond and never blocks. Defaults to false.
  static var isPrompt: Bool { get }
  /// How many sessions may be open at the same time; 0, the default, is any number.
  static var maxSessions: Int { get }

  init()

  /// Loads what the sessions share, once per process. Only the ``Setting``s have their values.
  func load() throws -> Model
  /// What some sessions will miss here, such as a file that is opened when it is first needed:
  /// sentences for the administrator, logged once after `load`. Defaults to none.
  func shortcomings(of model: Model) -> [String]

  /// Begins the pass.
  mutating func open(_ media: MediaInfo, with model: Model, into results: Results) throws
  mutating func push(_ frame: borrowing Frame, into results: Results) throws
  mutating func push(_ audio: borrowing Audio, into results: Results) throws
  mutating func push(_ text: borrowing Text, into results: Results) throws
  /// Takes packets in order of decoding, many in one call.
  mutating func push(_ packets: borrowing Packets, into results: Results) throws
  /// All packets have been pushed; the frames that were requested follow.
  mutating func finishPackets(into results: Results) throws
  /// All media has been pushed: emit what is left.
  mutating func finish(into results: Results) throws
}

extension Plugin {
  public static var isThreadSafe: Bool { false }
  public static var isPrompt: Bool { false }
  public static var maxSessions: Int { 0 }

  public func shortcomings(of model: Model) -> [String] { [] }
  public mutating func open(_ media: MediaInfo, with model: Model, into results: Results) {}
  public mutating func push(_ frame: borrowing Frame, into results: Results) {}
  public mutating func push(_ audio: borrowing Audio, into results: Results) {}
  public mutating func push(_ text: borrowing Text, into results: Results) {}
  public mutating func push(_ packets: borrowing Packets, into results: Results) {}
  public mutating func finishPackets(into results: Results) {}
  public mutating func finish(into results: Results) {}
}

extension Plugin where Model == Void {
  public static var isThreadSafe: Bool { true }
  public func load() {}
}
