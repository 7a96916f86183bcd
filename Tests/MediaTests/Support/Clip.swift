import Glibc
import Media
import TestSupport

/// Small recordings whose every frame tells its number by its brightness.
enum Clip {
  /// Of frame `number`, as stored (16 black to 235 white).
  static func level(_ number: Int) -> UInt8 { UInt8(40 + number * 37 % 160) }

  /// The same in the full range.
  static func grey(_ number: Int) -> Int { (Int(level(number)) - 16) * 255 / 219 }

  /// Writes `seconds` of pictures, and of a tone if the form has audio, and returns the path.
  static func write(
    _ name: String, seconds: Double, in folder: TemporaryFolder,
    _ change: (inout MovieWriter.Form) -> Void = { _ in }
  ) throws -> String {
    let path = "\(folder.path)/\(name)"
    var form = MovieWriter.Form()
    form.width = 160
    form.height = 90
    form.options = [("preset", "ultrafast"), ("crf", "10"), ("sc_threshold", "0")]
    change(&form)
    let writer = try MovieWriter(path: path, form)
    let chroma = [UInt8](repeating: 128, count: form.width * form.height / 4)
    let count = Int((seconds * Double(form.frameRate)).rounded())
    for number in 0..<count {
      let luma = [UInt8](repeating: level(number), count: form.width * form.height)
      try writer.add(luma: luma, cb: chroma, cr: chroma)
      if let rate = form.sampleRate {
        let (first, last) = (number * rate / form.frameRate, (number + 1) * rate / form.frameRate)
        try writer.add(
          samples: (first..<last).map {
            Float(0.5 * sin(Double($0) / Double(rate) * 440 * 2 * .pi))
          })
      }
    }
    try writer.finish()
    return path
  }
}
