import Glibc
import Patchbay

/// Does what no plugin should, in the ways that only Swift code can, when it is told to.
struct Misbehave: Plugin {
  static let about = About(
    name: "misbehave", version: "1.0.0", summary: "Misbehaves as it is told.")

  static let inputs: [Input] = [
    .audio(optional: true), .frames(.rgb8, optional: true), .text(many: true, optional: true),
  ]
  static let outputs: [Output] = [.labels()]

  enum How: String, Choice {
    case behave
    case index, overflow, unwrap
    case fatalError = "fatal-error"
    case precondition, cast
    case recursion, exit, hang
    case hangAtTheEnd = "hang-at-the-end"
    case memory
    case throwError = "throw"
  }

  @Parameter("What to do when media is pushed.") var how = How.behave

  mutating func push(_ audio: borrowing Audio, into results: Results) throws {
    try misbehave(results)
  }

  mutating func push(_ frame: borrowing Frame, into results: Results) throws {
    try misbehave(results)
  }

  mutating func push(_ text: borrowing Text, into results: Results) throws {
    try misbehave(results)
  }

  mutating func finish(into results: Results) throws {
    if how == .hangAtTheEnd { hang() }
  }

  private func misbehave(_ results: Results) throws {
    switch how {
    case .behave, .hangAtTheEnd: results.label("behaved", at: 0)
    case .index: results.label("\([1, 2, 3][opaque(3)])", at: 0)
    case .overflow: results.label("\(opaque(Int.max) + 1)", at: 0)
    case .unwrap: results.label("\(Int(opaqueText("x"))!)", at: 0)
    case .fatalError: Swift.fatalError("the fixture gave up")
    case .precondition: Swift.precondition(opaque(1) == 2, "one is two")
    case .cast: results.label((opaqueAny(1) as! String), at: 0)
    case .recursion: results.label("\(depth(opaque(1)))", at: 0)
    case .exit: Glibc.exit(0)
    case .hang: hang()
    case .memory: fillMemory()
    case .throwError: throw PluginFailure.failed("the fixture failed as it was told")
    }
  }
}

private func hang() {
  while true { sleep(3600) }
}

/// Takes memory and writes to it, until there is none.
private func fillMemory() {
  var blocks: [[UInt8]] = []
  while true { blocks.append([UInt8](repeating: UInt8(blocks.count & 0xff), count: 16 << 20)) }
}

// What follows keeps the optimizer from seeing the mistakes.

@inline(never) private func opaque(_ number: Int) -> Int { number }
@inline(never) private func opaqueText(_ text: String) -> String { text }
@inline(never) private func opaqueAny(_ value: Int) -> Any { value }
@inline(never) private func depth(_ number: Int) -> Int { number == 0 ? 0 : depth(number + 1) + 1 }

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Misbehave.self) }
