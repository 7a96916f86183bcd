#!/usr/bin/env python3
"""What the vector of timbre should weigh beside the other columns of the plugin `playlist`.

    Benchmarks/playlist_weights.py DATA

DATA holds Emotify: folders of music by genre, and `song_means.csv` with the shares of raters who
felt each of nine emotions in a piece. The music is analysed by `features` and `mood` into a
catalogue of its own under Benchmarks/work, and the tags' genres are taken out of it.

For each piece its three nearest others (Manhattan, as the plugin does it: standardised columns,
principal components) are judged by the share that lies in the same folder, and by the mean L2
distance of the nine shares. The columns of timbre are multiplied so that their variances add up to
that of so many columns. Once with all else; once without the numbers of feeling, as `mood` was
taught with these raters; and both without key and mode. At the weight that ships, the plugin is
asked over HTTP, and how often its three are the same is told.

NumPy goes into the virtual environment of playlist_quality.py.
"""
import argparse
import csv
import os
import sqlite3
import subprocess
import sys

import environment
from playlist_quality import BARE, HERE, PACKAGES, RELEASE, Host

WORK = os.path.join(HERE, "work", "playlist_weights")
WEIGHTS = [0, 4, 8, 16, 36, 72, 144, 288]
SHIPPED = 72
RESTATED = {"valence", "valence-mean", "arousal", "arousal-mean", "energy", "duration-ms",
            "segments", "segment-length"}
SHARES = {"excited-share", "tense-share", "sad-share", "calm-share"}


def catalogue(data):
    path = os.path.join(WORK, "library.db")
    if os.path.exists(path):
        return path
    manifest = os.path.join(WORK, "plugins.yaml")
    with open(manifest, "w") as file:
        file.write(f"version: 1\nhost:\n  libraries: [{RELEASE}]\nplugins:\n  features:\n  mood:\n")
    subprocess.run([os.path.join(RELEASE, "patchbay"), "library", "add", data, "--catalogue", path,
                    "--manifest", manifest], check=True, stdout=sys.stderr)
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM track_genre")
    return path


class Pieces:
    """The catalogue's columns, standardised, and what the raters felt."""

    def __init__(self, data, path):
        import numpy
        database = sqlite3.connect(path)
        rows = database.execute("SELECT id, path, duration, date FROM track ORDER BY id").fetchall()
        self.ids = [row[0] for row in rows]
        self.numbers = {}
        for track, name, value in database.execute(
                "SELECT track, text, value FROM number JOIN name ON name.id = number.name"):
            self.numbers.setdefault(name, {})[track] = value
        self.duration = {row[0]: row[2] for row in rows}
        self.year = {row[0]: float(row[3][:4]) for row in rows if row[3][:4].isdigit()}
        timbre = dict(database.execute(
            "SELECT track, floats FROM vector JOIN name ON name.id = vector.name"
            " WHERE text = 'timbre'"))
        self.timbre = standardised(numpy.array(
            [numpy.frombuffer(timbre[i], "<f4") for i in self.ids], float))
        with open(os.path.join(data, "song_means.csv"), newline="") as file:
            judged = {os.path.realpath(os.path.join(data, row["file"])): row
                      for row in csv.DictReader(file)}
        judged = [judged[row[1]] for row in rows]
        self.genre = numpy.array([row["genre"] for row in judged])
        skipped = ("track id", "genre", "n_raters", "file")
        self.felt = numpy.array(
            [[float(row[key]) for key in row if key not in skipped] for row in judged])

    def columns(self, mood, keys):
        """All but timbre."""
        import numpy
        values = {name: held for name, held in self.numbers.items()
                  if name not in RESTATED | {"key", "mode"} and not name.endswith("confidence")
                  and (mood or not (name.startswith(("valence-", "arousal-")) or name in SHARES))}
        values["duration"], values["year"] = self.duration, self.year
        if mood:
            values["valence"] = self.numbers["valence-mean"]
            values["arousal"] = {
                track: (arousal + 2 * self.numbers["energy"][track] - 1) / 2
                for track, arousal in self.numbers["arousal-mean"].items()}
        for name in ("key", "mode") if keys else ():
            for wanted in sorted(set(self.numbers[name].values())):
                values[name, wanted] = {
                    track: float(held == wanted) for track, held in self.numbers[name].items()}
        return standardised(numpy.array(
            [[held.get(i, numpy.nan) for held in values.values()] for i in self.ids]))

    def neighbours(self, columns):
        """The places of the three nearest of each."""
        import numpy
        _, turned = numpy.linalg.eigh(numpy.cov(columns.T))
        vectors = columns @ turned
        distances = numpy.array([numpy.abs(vectors - one).sum(1) for one in vectors])
        numpy.fill_diagonal(distances, numpy.inf)
        return distances.argsort(1, kind="stable")[:, :3]

    def judge(self, found):
        import numpy
        same = (self.genre[found] == self.genre[:, None]).mean(1)
        apart = numpy.linalg.norm(self.felt[found] - self.felt[:, None], axis=2).mean(1)
        errors = [part.std() / len(part) ** 0.5 for part in (same, apart)]
        return (f"{100 * same.mean():6.1f} % +- {100 * errors[0]:.1f}"
                f" {apart.mean():9.3f} +- {errors[1]:.3f}")


def standardised(values):
    import numpy
    values = numpy.where(numpy.isnan(values), numpy.nanmean(values, 0), values)
    deviations = values.std(0)
    return (values - values.mean(0)) / numpy.where(deviations > 1e-9, deviations, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    arguments = parser.parse_args()
    data = os.path.realpath(arguments.data)
    os.makedirs(WORK, exist_ok=True)
    environment.enter(os.path.join(WORK, "venv"), PACKAGES)
    import numpy
    path = catalogue(data)
    pieces = Pieces(data, path)
    count = len(pieces.ids)
    print(f"Three neighbours of each of {count} pieces:")
    for mood, keys in ((True, True), (False, True), (True, False), (False, False)):
        columns = pieces.columns(mood, keys)
        print(f"\n{'with' if mood else 'without'} mood, {'with' if keys else 'without'} key and mode"
              f" ({columns.shape[1]} columns):\n  timbre as   same genre     emotions apart")
        for weight in WEIGHTS:
            timbre = pieces.timbre * (weight / pieces.timbre.shape[1]) ** 0.5
            found = pieces.neighbours(numpy.hstack([columns, timbre]))
            print(f"  {weight:9} {pieces.judge(found)}")
            if keys and weight == SHIPPED:
                ours = found
        if keys:
            place = {number: index for index, number in enumerate(pieces.ids)}
            with Host(path) as host:
                asked = numpy.array(
                    [[place[pick] for pick in host.picks([number], mood=str(mood).lower(), **BARE)]
                     for number in pieces.ids])
            print(f"  Patchbay  {pieces.judge(asked)}; the same three in the same order for"
                  f" {100 * (asked == ours).all(1).mean():.1f} %")
    draw = numpy.random.default_rng(1)
    print("  random   ", pieces.judge(numpy.array([draw.permutation(count)[:3] for _ in range(count)])))


if __name__ == "__main__":
    main()
