// What a catalogue of many tracks costs: `catalogue-scale FILE [TRACKS]` fills a new file with
// tracks of 12 numbers and made-up names, and prints times and sizes.
import Catalogue
import Glibc

/// Numbers that look random and are the same each time.
struct Dice: RandomNumberGenerator {
  var state: UInt64 = 1
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let mixed = (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 33
  }
}

let names = [
  "tempo", "key", "mode", "loudness", "energy", "danceability", "speechiness", "acousticness",
  "instrumentalness", "liveness", "valence", "popularity",
]

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func size(_ path: String) -> Double {
  var status = stat()
  stat(path, &status)
  return Double(status.st_size) / 1e6
}

/// The median of `count` runs.
func median(_ count: Int = 9, _ body: (Int) throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for run in 0..<count {
    let start = seconds()
    try body(run)
    times.append(seconds() - start)
  }
  return times.sorted()[count / 2]
}

func rounded(_ value: Double, _ digits: Int = 1) -> String {
  let factor = digits == 0 ? 1.0 : digits == 1 ? 10 : 1000
  return "\((value * factor).rounded() / factor)"
}

let path = CommandLine.arguments[1]
let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2])! : 1_000_000
var dice = Dice()
// Words as frequent as those of a language: few are in most titles.
let syllables = "ka lo mi ren su tor va ne shi du ber gal ho pin quo zed".split(separator: " ")
let words = (0..<60_000).map { _ in
  (0..<Int.random(in: 1...4, using: &dice)).map { _ in
    String(syllables.randomElement(using: &dice)!)
  }
  .joined()
}
@MainActor func word() -> String {
  let even = Double.random(in: 0..<1, using: &dice)
  return words[Int(even * even * even * Double(words.count))]
}
let artists = (0..<count / 15 + 1).map { _ in "\(word()) \(word())" }

let catalogue = try Catalogue(path: path, access: .readWrite)
var start = seconds()
for first in stride(from: 0, to: count, by: 10_000) {
  var batch: [Track] = []
  for number in first..<min(first + 10_000, count) {
    var track = Track(path: "/music/\(number / 12)/\(number).flac")
    track.artist = artists.randomElement(using: &dice)!
    track.album = "\(word()) \(word())"
    track.title = "\(word()) \(word()) \(word())"
    track.date = "\(Int.random(in: 1960...2024, using: &dice))"
    track.duration = Double.random(in: 90...400, using: &dice)
    track.genres = ["genre \(number % 40)"]
    for name in names { track.numbers[name] = Double.random(in: 0...1, using: &dice) }
    batch.append(track)
  }
  try catalogue.add(batch)
}
let filling = seconds() - start
print(
  "\(count) tracks of 12 numbers, added 10,000 at a time: \(rounded(filling)) s,",
  "\(rounded(Double(count) / filling, 0)) a second; \(rounded(size(path), 0)) MB")

let single = try median(99) { run in
  try catalogue.add(Track(path: "/music/single/\(run)"))
}
print("one more track, in a transaction of its own: \(rounded(single * 1000, 3)) ms")
let reader = try Catalogue(path: path, access: .readOnly)
let one = try median { run in _ = try reader.track(Int64(run) * 7919 % Int64(count) + 1) }
print("one track by its id: \(rounded(one * 1000, 3)) ms")
start = seconds()
var changes = try reader.changes(after: 0, parts: [.genres, .numbers])
while !changes.isComplete {
  changes = try reader.changes(after: changes.revision, parts: [.genres, .numbers])
}
print("all tracks for an index, with genres and numbers: \(rounded(seconds() - start)) s")
let latest = try median { _ in _ = try reader.changes(after: changes.revision - 10) }
print("the last 10 changes: \(rounded(latest * 1000, 3)) ms")
let rare = words[59_000]
let searches = [
  ("a rare word", rare), ("three words", "\(artists[count / 20]) \(words[30_000])"),
  ("the most frequent word", words[0]), ("the first two letters of many", "ka"),
  ("a rare word, misspelt", String(rare.dropFirst(2)) + "x" + String(rare.prefix(2))),
]
for (what, text) in searches {
  var total = 0
  let time = try median { _ in total = try reader.search(text, limit: 20).total }
  print("search for \(what): \(rounded(time * 1000)) ms, \(total) found")
}
start = seconds()
try catalogue.vacuum()
print("vacuum: \(rounded(seconds() - start)) s; \(rounded(size(path), 0)) MB")

// What words mean: a vector of 384 for each track.
@MainActor func direction() -> [Float] {
  let values = (0..<384).map { _ in Float(Double(dice.next() >> 40) / 16_777_216 - 0.5) }
  let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return values.map { $0 / length }
}
start = seconds()
var last: Int64 = 0
while true {
  let tracks = try catalogue.list(
    lacking: "embed", version: "1", after: last, limit: 1000, parts: [])
  guard let end = tracks.last else { break }
  last = end.id
  try catalogue.store(
    tracks.map { ($0, direction()) }, named: Track.meaning, by: "embed", version: "1")
}
print(
  "a vector of 384 for each, 1,000 at a time: \(rounded(seconds() - start)) s;",
  "\(rounded(size(path), 0)) MB")
let wanted = direction()
let nearest = try median { _ in
  _ = try reader.nearest(to: wanted, named: Track.meaning, limit: 20)
}
print("the 20 tracks nearest to a vector: \(rounded(nearest * 1000)) ms")
