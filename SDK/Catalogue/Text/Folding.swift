import CUnicode

/// Text in the form in which it is compared: without case, accents or forms of letters.
///
/// Unicode's compatibility decomposition (NFKD) with case folded and combining marks left out,
/// and the few Latin letters that do not decompose spelled as they are typed without them.
func folded(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  var text = text
  let plain = text.withUTF8 { bytes in
    var result: UnsafeMutablePointer<UInt8>?
    let count = unsafe cunicode_fold(bytes.baseAddress, bytes.count, &result)
    defer { unsafe cunicode_free(result) }
    guard count >= 0 else { return unsafe String(decoding: bytes, as: UTF8.self).lowercased() }
    return unsafe String(
      decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
  }
  var spelled = ""
  for scalar in plain.unicodeScalars {
    switch scalar {
    case "ø": spelled += "o"
    case "ł": spelled += "l"
    case "đ", "ð": spelled += "d"
    case "þ": spelled += "th"
    case "æ": spelled += "ae"
    case "œ": spelled += "oe"
    case "ħ": spelled += "h"
    case "ŧ": spelled += "t"
    case "ı": spelled += "i"
    default: spelled.unicodeScalars.append(scalar)
    }
  }
  return spelled
}
