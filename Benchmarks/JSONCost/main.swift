// What one inference request costs in JSON: parsing a body with 16 floats and printing the
// answer, by the module `JSON` and by Foundation, in one process and one run.
import Foundation
import JSON

let infer = Infer()
let rounds = 9

/// The median over rounds of the nanoseconds that one call takes.
@MainActor func nanoseconds(_ calls: Int, _ body: () throws -> Float) rethrows -> Double {
  var medians: [Double] = []
  var sum: Float = 0
  for _ in 0..<rounds {
    let start = ContinuousClock.now
    for _ in 0..<calls { sum += try body() }
    let time = start.duration(to: .now)
    medians.append(Double(time.components.attoseconds) / 1e9 / Double(calls))
  }
  precondition(sum.isFinite)  // the work is used, so it cannot be left out
  return medians.sorted()[rounds / 2]
}

@MainActor func report(_ name: String, _ ours: Double, _ theirs: [(String, Double)]) {
  print("\(name): Patchbay \(Int(ours)) ns", terminator: "")
  for (peer, time) in theirs {
    let ratio = (time / ours * 10).rounded() / 10
    print("; \(peer) \(Int(time)) ns (\(ratio) times)", terminator: "")
  }
  print()
}

print("body: \(infer.body.count) bytes, 16 floats; medians of \(rounds) rounds")
report(
  "parse and extract", try nanoseconds(100_000) { try infer.parse() },
  [
    ("JSONSerialization", try nanoseconds(5_000) { try infer.parseWithSerialization() }),
    ("JSONDecoder", try nanoseconds(5_000) { try infer.parseWithDecoder() }),
  ])
report(
  "print the answer", nanoseconds(100_000) { infer.print() },
  [
    ("JSONSerialization", try nanoseconds(5_000) { try infer.printWithSerialization() }),
    ("JSONEncoder", try nanoseconds(5_000) { try infer.printWithEncoder() }),
  ])
