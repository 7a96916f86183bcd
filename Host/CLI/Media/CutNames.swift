/// Names for the files of stretches: `day_00-01-30_00-02-10.mp4`.
package enum CutNames {
  /// One for each segment, all different, in `folder`, with the ending of `file`.
  package static func names(for segments: [Segment], of file: String, in folder: String) -> [String]
  {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    let stem = dot.map { String(name[..<$0]) } ?? name
    let ending = dot.map { String(name[$0...]) } ?? ""
    var prefix = folder
    if prefix == "." || prefix.isEmpty { prefix = "" } else if prefix.last != "/" { prefix += "/" }
    var taken: [String: Int] = [:]
    return segments.map { segment in
      let base =
        prefix + stem + "_" + clock(segment.start.rounded(.down)) + "_"
        + clock(segment.stop.rounded(.up))
      taken[base, default: 0] += 1
      let count = taken[base] ?? 1
      return base + (count > 1 ? "_\(count)" : "") + ending
    }
  }

  /// Whole seconds as `HH-MM-SS`, as a colon is no letter of file names everywhere.
  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e12))
    return [whole / 3600, whole / 60 % 60, whole % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
  }
}
