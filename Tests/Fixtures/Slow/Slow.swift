import Glibc
import Patchbay

/// Takes its time, and obeys when it is cancelled.
///
/// `witness` is a file to which it appends what happened with the time of the monotonic clock in
/// nanoseconds, so that another process can tell how long the news took: "push 123", "cancelled
/// 456", "finish 789".
struct Slow: Plugin {
  static let about = About(name: "slow", version: "1.0.0", summary: "Takes its time.")

  static let inputs: [Input] = [
    .audio(optional: true), .frames(.rgb8, optional: true), .text(many: true, optional: true),
  ]
  static let outputs: [Output] = [.labels()]

  @Parameter("Time for each piece of media.", range: 0...3600, unit: "s") var delay = 0.1
  @Parameter("Time for the end.", range: 0...3600, unit: "s") var finishDelay = 0.0
  @Parameter("The file to note what happens in; empty for none.") var witness = ""

  mutating func push(_ audio: borrowing Audio, into results: Results) throws {
    try work(for: delay, as: "push", results)
    results.label("audio", at: audio.time)
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) throws {
    try work(for: delay, as: "push", results)
    results.label("frame", at: frame.time)
  }

  mutating func push(_ text: borrowing Text, into results: Results) throws {
    try work(for: delay, as: "push", results)
    results.label(text.string, at: 0)
  }

  mutating func finish(into results: Results) throws {
    try work(for: finishDelay, as: "finish", results)
  }

  private func work(for seconds: Double, as step: String, _ results: Results) throws {
    note(step)
    let end = nanoseconds() + Int(seconds * 1e9)
    while nanoseconds() < end {
      if results.isCancelled {
        note("cancelled")
        throw PluginFailure.cancelled
      }
      usleep(UInt32(min(1000, max(1, (end - nanoseconds()) / 1000))))
    }
  }

  private func note(_ event: String) {
    guard !witness.isEmpty, let file = unsafe fopen(witness, "a") else { return }
    unsafe fputs("\(event) \(nanoseconds())\n", file)
    unsafe fclose(file)
  }
}

/// The monotonic clock, which all processes share.
private func nanoseconds() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Slow.self) }
