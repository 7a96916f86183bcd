// Times the search of nearest neighbours over a table of raw 32-bit floats, for nearest.py:
//
//     nearest TABLE QUERIES DIMENSIONS COUNT METRIC ROUNDS [FILE]
//
// Prints `key value` lines, times in milliseconds; then for each query its neighbours' rows and
// distances. With FILE the table is written to it, closed, and opened again.
import Glibc
import Neighbours

func floats(_ path: String) -> [Float] {
  guard let file = fopen(path, "rb") else { fatalError("cannot open \(path)") }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let count = ftell(file) / 4
  rewind(file)
  return [Float](unsafeUninitializedCapacity: count) { buffer, made in
    made = fread(buffer.baseAddress, 4, count, file)
  }
}

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return 1e3 * Double(time.tv_sec) + 1e-6 * Double(time.tv_nsec)
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let start = now()
  try body()
  return now() - start
}

/// Kilobytes of this process's memory, by the name that the kernel gives them.
func memory(_ name: String) -> Int {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, file) != nil {
    let text = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix(name + ":") {
      return Int(text.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0
    }
  }
  return 0
}

let words = CommandLine.arguments
guard words.count >= 7, let dimensions = Int(words[3]), let count = Int(words[4]),
  let rounds = Int(words[6])
else { fatalError("usage: nearest TABLE QUERIES DIMENSIONS COUNT METRIC ROUNDS [FILE]") }
let metrics = ["manhattan": Metric.manhattan, "euclidean": .euclidean, "cosine": .cosine]
guard let metric = metrics[words[5]] else { fatalError("no metric \(words[5])") }
let path = words.count > 7 ? words[7] : nil

var values = floats(words[1])
let rows = values.count / dimensions
var table = try NeighbourTable(creating: path, dimensions: dimensions, capacity: rows + rows / 2)
let build = try milliseconds {
  for start in stride(from: 0, to: rows, by: 1024) {
    let stop = min(start + 1024, rows)
    try table.append(
      (start..<stop).map(Int64.init), Array(values[start * dimensions..<stop * dimensions]))
  }
  try table.commit(mark: 1)
}
values = []
print("rows", rows)
print("build", build)
if let path {
  print("open", try milliseconds { table = try NeighbourTable(opening: path) })
}

let all = floats(words[2])
let queries = stride(from: 0, to: all.count, by: dimensions).map {
  Array(all[$0..<$0 + dimensions])
}
print(
  "first", try milliseconds { _ = try table.nearest(to: queries[0], count: count, metric: metric) })
var times: [Double] = []
for round in 0..<rounds {
  let query = queries[round % queries.count]
  times.append(
    try milliseconds { _ = try table.nearest(to: query, count: count, metric: metric) })
}
print("one", times.sorted()[times.count / 2])
var found: [[Neighbour]] = []
print(
  "hundred",
  try milliseconds {
    for query in queries.prefix(100) {
      found.append(try table.nearest(to: query, count: count, metric: metric))
    }
  })
print("resident", memory("VmRSS"))
print("anonymous", memory("RssAnon"))
for neighbours in found {
  print("found", neighbours.map { "\($0.id):\($0.distance)" }.joined(separator: " "))
}
