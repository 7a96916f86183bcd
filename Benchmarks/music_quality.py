#!/usr/bin/env python3
"""Tempo and key by `features`, beside Essentia and librosa.

    Benchmarks/music_quality.py MUSIC [--per-genre 20] [--offset 0] [--list] [--work FOLDER]

MUSIC holds `cc` (clips as librosa and Essentia hand them out) and `emotify` (a folder per genre).
Nobody has annotated these pieces, so what two other programs say stands in for the truth, and is
shown for each of them too: how far they agree with one another is as much as can be expected.

Tempo: Acc1 is the share within 4 % of the reference's; Acc2 also takes half, double, a third and
three times it for right (Gouyon et al., "An experimental comparison of audio tempo induction
algorithms", 2006). "Both" are the pieces on which the references agree by Acc1.
Key: the share that is the same, and the score of MIREX: 1 the same, 0.5 a fifth apart, 0.3 the
relative key, 0.2 the parallel one.

Reference values are kept in the work folder; Essentia and librosa go into a virtual environment.
Needs ffmpeg and the built `patchbay`.
"""
import argparse
import json
import os
import subprocess

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
PATCHBAY = os.path.join(os.path.dirname(HERE), ".build", "release", "patchbay")
PACKAGES = ["librosa==0.11.0", "essentia==2.1b6.dev1389"]
NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}
NO_MUSIC = ["bird", "humpback", "198-209", "3436-172162", "5703-47212"]


def pieces(music, per_genre, offset):
    """Set, genre and path of each piece."""
    found = []
    for folder, _, names in sorted(os.walk(os.path.join(music, "cc"))):
        for name in sorted(names):
            if name.endswith((".mp3", ".ogg")):
                kind = "no music" if any(part in name for part in NO_MUSIC) else "music"
                found.append(("cc", kind, os.path.join(folder, name)))
    emotify = os.path.join(music, "emotify")
    for genre in sorted(os.listdir(emotify)):
        folder = os.path.join(emotify, genre)
        if os.path.isdir(folder):
            names = sorted(os.listdir(folder))
            step = max(1, len(names) // per_genre)
            found += [("emotify", genre, os.path.join(folder, name))
                      for name in names[offset::step][:per_genre]]
    return found


def decoded(path, rate):
    import numpy
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(rate), "-f",
                          "f32le", "-"], check=True, capture_output=True).stdout
    return numpy.frombuffer(raw, numpy.float32).copy()


def by_essentia(path):
    import essentia
    essentia.log.infoActive = essentia.log.warningActive = False
    from essentia import standard
    sound = decoded(path, 44100)
    tempo, beats, confidence, _, _ = standard.RhythmExtractor2013(method="multifeature")(sound)
    key, scale, strength = standard.KeyExtractor()(sound)
    dance, _ = standard.Danceability()(sound)
    return {"tempo": float(tempo), "beats": [float(beat) for beat in beats],
            "confidence": float(confidence), "key": NAMES.index(FLATS.get(key, key)),
            "mode": int(scale == "major"), "strength": float(strength), "dance": float(dance)}


# Krumhansl and Kessler 1982: how well each pitch class fits into a key.
MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
MINOR = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]


def by_librosa(path):
    import librosa
    import numpy
    sound = decoded(path, 22050)
    tempo, beats = librosa.beat.beat_track(y=sound, sr=22050, units="time")
    chroma = librosa.feature.chroma_cqt(y=sound, sr=22050).mean(1)
    fits = [(numpy.corrcoef(chroma, numpy.roll(profile, key))[0, 1], key, mode)
            for mode, profile in ((1, MAJOR), (0, MINOR)) for key in range(12)]
    _, key, mode = max(fits)
    return {"tempo": float(numpy.atleast_1d(tempo)[0]), "beats": [float(beat) for beat in beats],
            "key": key, "mode": mode}


def names_of_numbers():
    """The dimensions of the output `track`, in their order."""
    shown = json.loads(subprocess.run([PATCHBAY, "plugins", "show", "features", "--format", "json"],
                                      check=True, capture_output=True).stdout)
    track = next(output for output in shown["outputs"] if output["name"] == "track")
    return [dimension["name"] for dimension in track["dimensions"]]


def by_features(path, names):
    output = subprocess.run([PATCHBAY, "run", "features", path, "--format", "json"], check=True,
                            capture_output=True).stdout
    answer = json.loads(output)
    return {**dict(zip(names, answer["track"][0]["values"])),
            "beat-times": [beat["start"] for beat in answer["beats"]],
            "timbre": answer["timbre"][0]["values"]}


def same_tempo(one, other, factors):
    return any(abs(one - other * factor) <= 0.04 * other * factor for factor in factors)


def tempo_scores(ours, theirs):
    """Acc1 and Acc2 in per cent."""
    pairs = list(zip(ours, theirs))
    shares = [sum(same_tempo(a, b, factors) for a, b in pairs) / max(1, len(pairs))
              for factors in ((1,), (1, 2, 3, 1 / 2, 1 / 3))]
    return [100 * share for share in shares]


def key_score(one, other):
    (key, mode), (wanted, wanted_mode) = one, other
    if key < 0:
        return 0
    step = (key - wanted) % 12
    if mode == wanted_mode:
        return {0: 1, 7: 0.5, 5: 0.5}.get(step, 0)
    if step == 0:
        return 0.2
    return 0.3 if step == (9 if wanted_mode == 1 else 3) else 0


def beat_score(beats, wanted, tolerance=0.07):
    """F-measure of beat times, from 5 s on (Dixon 2007)."""
    beats = [beat for beat in beats if beat >= 5]
    wanted = [beat for beat in wanted if beat >= 5]
    left, hits = list(wanted), 0
    for beat in beats:
        near = [other for other in left if abs(other - beat) <= tolerance]
        if near:
            hits += 1
            left.remove(near[0])
    return 200 * hits / max(1, len(beats) + len(wanted))


def report(title, rows, ours="features"):
    """One line per pair of programs."""
    print(f"\n{title}: {len(rows)} pieces\n")
    print("| | against | tempo Acc1 | Acc2 | beats F | key same | key MIREX |")
    print("|---|---|---|---|---|---|---|")
    for who, whom in ((ours, "essentia"), (ours, "librosa"), ("librosa", "essentia")):
        acc = tempo_scores([row[who]["tempo"] for row in rows], [row[whom]["tempo"] for row in rows])
        beats = [beat_score(row[who].get("beat-times", row[who].get("beats")), row[whom]["beats"])
                 for row in rows]
        keys = [key_score((row[who]["key"], row[who]["mode"]), (row[whom]["key"], row[whom]["mode"]))
                for row in rows]
        count = max(1, len(rows))
        print(f"| {who} | {whom} | {acc[0]:.0f} % | {acc[1]:.0f} % | {sum(beats) / count:.0f} % | "
              f"{100 * sum(key == 1 for key in keys) / count:.0f} % | "
              f"{100 * sum(keys) / count:.0f} % |")
    both = [row for row in rows if same_tempo(row["librosa"]["tempo"], row["essentia"]["tempo"],
                                              (1,))]
    acc = tempo_scores([row[ours]["tempo"] for row in both],
                       [row["essentia"]["tempo"] for row in both])
    print(f"| {ours} | both, {len(both)} pieces | {acc[0]:.0f} % | {acc[1]:.0f} % | | | |")
    keys = [row for row in rows if (row["librosa"]["key"], row["librosa"]["mode"])
            == (row["essentia"]["key"], row["essentia"]["mode"])]
    scores = [key_score((row[ours]["key"], row[ours]["mode"]),
                        (row["essentia"]["key"], row["essentia"]["mode"])) for row in keys]
    print(f"| {ours} | both, {len(keys)} pieces | | | | "
          f"{100 * sum(score == 1 for score in scores) / max(1, len(keys)):.0f} % | "
          f"{100 * sum(scores) / max(1, len(keys)):.0f} % |")


def likeness(rows):
    """Means by genre of what has no reference, and how well the timbre tells genres apart."""
    import numpy
    names = ["danceability", "energy", "speechiness", "acousticness", "loudness", "tempo",
             "brightness", "dynamic-range", "onsets", "segment-length", "section-length"]
    names = [name for name in names if name in rows[0]["features"]]
    print("\n| mean of | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for genre in sorted({row["genre"] for row in rows}):
        means = [numpy.mean([row["features"][name] for row in rows if row["genre"] == genre])
                 for name in names]
        print(f"| {genre} | " + " | ".join(f"{mean:.3g}" for mean in means) + " |")
    speech = [row for row in rows if "-0000." in row["path"]]
    music = [row for row in rows if row["genre"] != "no music"]
    if speech:
        lowest = min(row["features"]["speechiness"] for row in speech)
        above = sum(row["features"]["speechiness"] >= lowest for row in music)
        print(f"\nspeechiness: {len(speech)} readings have at least {lowest:.2f}; "
              f"{above} of {len(music)} pieces of music have as much")
    dance = [(row["features"]["danceability"], row["essentia"]["dance"]) for row in music]
    rank = [numpy.argsort(numpy.argsort(column)) for column in zip(*dance)]
    print(f"danceability: rank correlation with Essentia's {numpy.corrcoef(*rank)[0, 1]:.2f}")
    tagged = [row for row in rows if row["set"] == "emotify"]
    table = numpy.array([row["features"]["timbre"] for row in tagged])
    table = (table - table.mean(0)) / (table.std(0) + 1e-9)
    distances = numpy.abs(table[:, None] - table[None]).sum(2)
    numpy.fill_diagonal(distances, numpy.inf)
    nearest = numpy.argsort(distances, 1)[:, :3]
    genres = numpy.array([row["genre"] for row in tagged])
    share = (genres[nearest] == genres[:, None]).mean()
    print(f"timbre: {100 * share:.0f} % of the 3 nearest pieces have the same genre "
          f"(by chance {100 / len(set(genres)):.0f} %)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("music", help="folder with cc and emotify")
    parser.add_argument("--per-genre", type=int, default=20)
    parser.add_argument("--offset", type=int, default=0, help="another one takes other pieces")
    parser.add_argument("--list", action="store_true", help="print every piece")
    parser.add_argument("--references-only", action="store_true")
    parser.add_argument("--work", default=os.path.join(HERE, "work", "music"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    environment.enter(os.path.join(os.path.abspath(options.work), "venv"), PACKAGES)

    store = os.path.join(options.work, "references.json")
    known = json.load(open(store)) if os.path.exists(store) else {}
    names = [] if options.references_only else names_of_numbers()
    rows = []
    for group, genre, path in pieces(options.music, options.per_genre, options.offset):
        name = os.path.relpath(path, options.music)
        if name not in known:
            known[name] = {"essentia": by_essentia(path), "librosa": by_librosa(path)}
            with open(store + ".part", "w") as file:
                json.dump(known, file)
            os.rename(store + ".part", store)
        if not options.references_only:
            rows.append({"set": group, "genre": genre, "path": name, **known[name],
                         "features": by_features(path, names)})
    if options.references_only:
        return
    if options.list:
        for row in rows:
            print(f"{row['path'][:60]:60} " + "  ".join(
                f"{who} {row[who]['tempo']:6.1f} {NAMES[int(row[who]['key'])]:2}"
                f"{'M' if row[who]['mode'] == 1 else 'm'}"
                for who in ("features", "essentia", "librosa")))
    report("CC music", [row for row in rows if row["set"] == "cc" and row["genre"] == "music"])
    report("Emotify", [row for row in rows if row["set"] == "emotify"])
    likeness(rows)


main()
