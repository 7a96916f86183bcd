import Catalogue
import Plugins

/// A track made of a file, and what went wrong with it.
package struct Analysed: Sendable {
  /// What its tags say.
  package var track: Track
  package var cover: Cover?
  /// What each plugin says that has looked at it; nothing of one that failed.
  package var findings: [Finding] = []
  /// What is wrong with the file or was with a plugin, for people, without the file's name.
  package var remarks: [String] = []
  /// Why the file cannot be used, or could not be looked at.
  package var error: PluginError?
  /// Stopped before it was done, or not begun: the track is not to be stored.
  package var isUnfinished = false

  init(path: String) { track = Track(path: path) }
}

extension Analysed {
  mutating func note(_ findings: Findings, of plugins: [String], _ versions: [String: String]) {
    let errors = [findings.failure] + findings.errors
    isUnfinished = errors.contains { $0?.code == .cancelled }
    if let info = findings.info { note(info) }
    if let failure = findings.failure {
      error = failure
      remarks = [failure.message]
      if Self.isOfFile(failure) {
        // No plugin can be blamed, nor can it do better next time.
        track.error = failure.message
        track.analysis = versions
      } else {
        isUnfinished = true
      }
      return
    }
    if findings.info?.channels == 0 {
      error = PluginError(.unsupportedMedia, "it holds no sound")
      track.error = "it holds no sound"
      track.analysis = versions
      remarks = ["it holds no sound"]
      return
    }
    for (index, plugin) in plugins.enumerated() {
      if let error = findings.errors[index] {
        remarks.append(error.message)
        self.error = self.error ?? error
        if Self.isOfFile(error) { track.error = error.message }
        if Self.isLasting(error) {
          track.analysis[plugin] = versions[plugin]
          self.findings.append(Finding(plugin: plugin))
        }
        continue
      }
      track.analysis[plugin] = versions[plugin]
      var finding = Finding(plugin: plugin)
      for series in findings.series[index] { finding.note(series) }
      self.findings.append(finding)
    }
    remarks += findings.warnings
  }

  /// What is wrong with the file itself, and will be next time.
  private static func isOfFile(_ error: PluginError) -> Bool {
    switch error.code {
    case .unsupportedMedia, .tooLarge, .mediaFailed: true
    default: false
    }
  }

  /// What the same version of the plugin would say again of the same file.
  private static func isLasting(_ error: PluginError) -> Bool {
    switch error.code {
    case .badInput, .failed: true
    default: isOfFile(error)
    }
  }

  private mutating func note(_ info: MediaInfo) {
    track.duration = info.duration
    guard let tags = info.tags else { return }
    let name = FileName(track.path)
    track.artist = tags.artist.isEmpty && tags.title.isEmpty ? name.artist : tags.artist
    track.title = tags.title.isEmpty ? name.title(besides: track.artist) : tags.title
    track.album = tags.album
    track.date = IsoDate.text(tags.date)
    track.genres = Genres.list(tags.genre)
    cover = tags.cover.map { Cover(mediaType: $0.mediaType, bytes: $0.bytes) }
  }
}

extension Finding {
  /// Dimensions of a vector that become numbers by their names; more are kept as a vector.
  private static let mostNumbers = 48

  /// One vector for the whole file: its dimensions are numbers by name. The vectors of successive
  /// times are kept one behind the other, and the mean of each dimension is a number by its name.
  /// A vector without names, or with very many, is a vector.
  fileprivate mutating func note(_ series: Findings.Series) {
    guard case .vectors(let dimensions) = series.port.kind, !series.rows.isEmpty else { return }
    let isNamed = !dimensions.isEmpty && dimensions.count <= Self.mostNumbers
    if !isNamed || series.rows.count > 1 {
      vectors[series.port.name] = Array(series.rows.joined())
    }
    guard isNamed else { return }
    for (index, dimension) in dimensions.enumerated() {
      let values = series.rows.compactMap { $0.indices.contains(index) ? Double($0[index]) : nil }
      let mean = values.reduce(0, +) / Double(values.count)
      if mean.isFinite { numbers[dimension.name] = mean }
    }
  }
}
