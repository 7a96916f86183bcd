import CLI
import Catalogue
import JSON

/// A list of tracks in an order, to be written for other programs.
package struct PlaylistFile: Sendable {
  /// How it can be written.
  package enum Format: String, CaseIterable, Sendable {
    case m3u8, xspf, json

    /// What the ending of a file's name says; nil where it says nothing.
    package init?(ofFile path: String?) {
      let ending = (path ?? "").split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        .last
      switch ending?.lowercased() {
      case "m3u8", "m3u": self = .m3u8
      case "xspf": self = .xspf
      case "json": self = .json
      default: return nil
      }
    }

    package var mediaType: StaticString {
      switch self {
      case .m3u8: "application/vnd.apple.mpegurl"
      case .xspf: "application/xspf+xml"
      case .json: "application/json"
      }
    }
  }

  package struct Entry: Sendable {
    package var track: Track
    package var score: Double?
    /// Why it is in the list.
    package var reason = ""

    package init(track: Track, score: Double? = nil, reason: String = "") {
      self.track = track
      self.score = score
      self.reason = reason
    }
  }

  package var name: String
  package var entries: [Entry]
  /// Why the list is as it is.
  package var reason = ""

  package init(name: String, entries: [Entry]) {
    self.name = name
    self.entries = entries
  }

  package func text(_ format: Format, isPretty: Bool = false) -> String {
    switch format {
    case .m3u8: m3u8
    case .xspf: xspf
    case .json:
      {
        var json = JSONWriter(isPretty: isPretty)
        json.playlist(self)
        return json.text + "\n"
      }()
    }
  }

  /// Extended M3U in UTF-8: a line with the length in whole seconds and the title, then the file.
  private var m3u8: String {
    var text = "#EXTM3U\n"
    if !name.isEmpty { text += "#PLAYLIST:\(Self.line(name))\n" }
    for entry in entries {
      let length = entry.track.duration.map { "\(Int($0.rounded()))" } ?? "-1"
      text += "#EXTINF:\(length),\(Self.line(entry.track.label))\n\(Self.line(entry.track.path))\n"
    }
    return text
  }

  /// XML Shareable Playlist Format, version 1.
  private var xspf: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <playlist version="1" xmlns="http://xspf.org/ns/0/">

      """
    func element(_ name: String, _ content: String, _ indent: String) {
      if !content.isEmpty { text += "\(indent)<\(name)>\(XML.escaped(content))</\(name)>\n" }
    }
    element("title", name, "  ")
    element("annotation", reason, "  ")
    text += "  <trackList>\n"
    for entry in entries {
      text += "    <track>\n"
      element("location", URI.text(ofPath: entry.track.path), "      ")
      element("title", entry.track.title, "      ")
      element("creator", entry.track.artist, "      ")
      element("annotation", entry.reason, "      ")
      element("album", entry.track.album, "      ")
      let milliseconds = entry.track.duration.map { "\(Int(($0 * 1000).rounded()))" }
      element("duration", milliseconds ?? "", "      ")
      text += "    </track>\n"
    }
    return text + "  </trackList>\n</playlist>\n"
  }

  /// A text without line breaks.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension Track {
  /// "Artist - Title", or what is known of that.
  package var label: String {
    let parts = [artist, title].filter { !$0.isEmpty }
    return parts.isEmpty ? path : parts.joined(separator: " - ")
  }
}

extension JSONWriter {
  package mutating func playlist(_ list: PlaylistFile) {
    beginObject()
    if !list.name.isEmpty {
      key("name")
      string(list.name)
    }
    if !list.reason.isEmpty {
      key("reason")
      string(list.reason)
    }
    key("tracks")
    beginArray()
    for entry in list.entries {
      beginObject()
      trackMembers(entry.track)
      if let score = entry.score {
        key("score")
        double(score)
      }
      if !entry.reason.isEmpty {
        key("reason")
        string(entry.reason)
      }
      endObject()
    }
    endArray()
    endObject()
  }
}
