import CLI

extension Command {
  static let library = Command(
    "library", "Keeps a catalogue of music: fills it, searches it, and writes it out.",
    examples: [
      ("patchbay library add ~/Music", "Fills the catalogue, or brings it up to date."),
      ("patchbay library list beatles help", "Searches; case, accents and slips do not matter."),
      ("patchbay library export -f csv -o tracks.csv", "A table that 'import' reads back."),
    ],
    subcommands: [
      libraryAdd, libraryImport, libraryList, libraryShow, libraryRemove, libraryExport,
      libraryVacuum,
    ])

  static let playlist = Command(
    "playlist", "Finds the tracks of the catalogue that are most like the given ones.",
    arguments: [Argument(.text("SEED"), isRepeatable: true)],
    flags: [
      .count, .minutes, .playlistFormat, .output, .parameter, .catalogue, .manifest,
      .remote,
    ],
    details: [
      "SEED is a track of the catalogue: its id, or 'artist - title'. With --remote the host's own "
        + "catalogue and plugin answer."
    ],
    examples: [
      ("patchbay playlist 'Air - Kelly Watch the Stars' --minutes 60", "An hour of the like."),
      ("patchbay playlist 17 42 -f m3u8 -o evening.m3u8", "A file for a player."),
    ],
    run: PlaylistCommand.run)

  static let dj = Command(
    "dj", "Makes a playlist of the catalogue for a place, an event, or a wish.",
    flags: [
      .photo, .sentence, .minutes, .playlistFormat, .output, .parameter, .catalogue, .manifest,
      .remote,
    ],
    details: [
      "At least one of --photo and --text is needed. The picture is not kept. With --remote it is "
        + "sent to the host, whose own catalogue and plugin answer."
    ],
    examples: [
      ("patchbay dj --text 'calm jazz for a dinner' --minutes 90", "From a sentence."),
      ("patchbay dj --photo bar.jpg -f xspf -o bar.xspf", "From a picture."),
      ("patchbay dj --photo bar.jpg -r http://studio:8080", "The same on another machine."),
    ],
    run: DJCommand.run)
}
