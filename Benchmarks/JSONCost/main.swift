// What one inference request costs in JSON: parsing a body with 16 floats and printing the
// answer, by the module `JSON` and by Foundation, in one process and one run.
import Glibc
import JSON

let infer = Infer()
let rounds = 9

/// Nanoseconds that this process has had of a processor, so that others on the machine count less.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// The median over rounds of the nanoseconds that one call takes.
@MainActor func nanoseconds(_ calls: Int, _ body: () throws -> Float) rethrows -> Double {
  var times: [Double] = []
  var sum: Float = 0
  for _ in 0..<rounds {
    let start = processorTime()
    for _ in 0..<calls { sum += try body() }
    times.append((processorTime() - start) / Double(calls))
  }
  precondition(sum.isFinite)  // the work is used, so it cannot be left out
  return times.sorted()[rounds / 2]
}

@MainActor func report(_ name: String, _ ours: Double, _ theirs: [(String, Double)]) {
  print("\(name): Patchbay \(Int(ours)) ns", terminator: "")
  for (peer, time) in theirs {
    let ratio = (time / ours * 10).rounded() / 10
    print("; \(peer) \(Int(time)) ns (\(ratio) times)", terminator: "")
  }
  print()
}

print("body: \(infer.body.count) bytes, 16 floats; processor time, medians of \(rounds) rounds")
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
