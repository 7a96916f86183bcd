/// A piece of music that the catalogue knows.
public struct Track: Equatable, Sendable {
  /// Given by the catalogue, and never given to another track; 0 before that.
  public var id: Int64 = 0
  /// Its file, or where there is none, where it comes from; no two tracks have the same.
  public var path: String
  public var artist = ""
  public var album = ""
  public var title = ""
  /// ISO 8601, or as much of it as is known: "1977", "1977-10".
  public var date = ""
  /// Seconds.
  public var duration: Double?
  /// In alphabetical order when it comes from the catalogue.
  public var genres: [String] = []
  /// By name, such as "tempo". None is NaN or infinite.
  public var numbers: [String: Double] = [:]
  /// By name, such as "timbre".
  public var vectors: [String: [Float]] = [:]
  /// Why the file cannot be used. Such a track is neither found nor among the changes.
  public var error: String?
  /// The file when it was read; nil for a track without a file.
  public var file: FileState?
  /// The plugins that have looked at it, and their versions.
  public var analysis: [String: String] = [:]
  /// Grows with every change of any track; given by the catalogue.
  public internal(set) var revision: Int64 = 0

  public init(path: String) {
    self.path = path
  }

  /// By what a file that changed is known.
  public struct FileState: Equatable, Sendable {
    /// Bytes.
    public var size: Int64
    /// The last change, in nanoseconds since 1970.
    public var time: Int64

    public init(size: Int64, time: Int64) {
      self.size = size
      self.time = time
    }
  }

  /// What is read of a track besides its own row; less takes less time and memory.
  public struct Parts: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    public static let genres = Parts(rawValue: 1)
    public static let numbers = Parts(rawValue: 2)
    public static let vectors = Parts(rawValue: 4)
    public static let all: Parts = [.genres, .numbers, .vectors]
  }

  /// The year of its date.
  public var year: Int? {
    let digits = date.prefix { $0.isASCII && $0.isNumber }
    return digits.count == 4 ? Int(digits) : nil
  }
}

/// A picture that belongs to a track.
public struct Cover: Equatable, Sendable {
  /// Such as "image/jpeg".
  public var mediaType: String
  public var bytes: [UInt8]

  public init(mediaType: String, bytes: [UInt8]) {
    self.mediaType = mediaType
    self.bytes = bytes
  }
}
