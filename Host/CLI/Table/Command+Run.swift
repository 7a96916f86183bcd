extension Command {
  static let run = Command(
    "run", "Runs plugins on media files and prints what they find.",
    arguments: [
      Argument(.plugins("PLUGIN[,PLUGIN...]")),
      Argument(.file("FILE"), isOptional: true, isRepeatable: true),
    ],
    flags: [
      .runFormat, .output, .plot, .set, .text, .cut, .exact, .overwrite, .timeout, .manifest,
      .remote,
      .send, .quality, .quiet,
    ],
    details: [
      "Each file is decoded once for all the plugins. No server is needed; with --remote the "
        + "frames are taken out here, only those are sent, and cutting is done here too.",
      "The plugin's own parameters are flags behind its name: see 'patchbay run PLUGIN --help'. "
        + "Without a manifest, the plugins are the libraries beside this program.",
      "On a terminal, a table of many numbers over time is drawn as a curve.",
      "Of several files, json is an object by file name; srt and edl take one file.",
    ],
    examples: [
      ("patchbay run motion day.mp4", "Stretches with movement, as a table."),
      ("patchbay run motion day.mp4 --sensitivity 0.8 --cut clips", "The same, cut to files."),
      ("patchbay run scenes,loudness talk.mp4 -f json", "Two plugins, one pass."),
      (
        "patchbay run mood song.mp3 --plot mood.png", "Its curve, here and as a picture."
      ),
      (
        "patchbay run motion day.mp4 --remote http://studio:8080",
        "The work is done there, the recording stays here."
      ),
    ],
    takesPluginFlags: true, run: RunCommand.run)
}
