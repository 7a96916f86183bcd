#!/usr/bin/env python3
"""How good the neighbours are that the plugin `playlist` finds.

    Benchmarks/playlist_quality.py DATA [--seeds 2000] [--library FILE] [--only neighbours,playlists]

DATA holds `tracks.csv` (track_id, names, album, date, genres, sound features) and `playlists.csv`
(playlist_id, playlist_name, track_id). The table is imported with `patchbay library import` into
a catalogue of its own under Benchmarks/work (or FILE, which was made so before), `patchbay serve`
is started on it, and every answer comes from the plugin over HTTP.

First, three neighbours of each of so many tracks (drawn with a fixed seed), by five measures:
the share that has the seed's genre, its album, its artist; the mean difference of the years; and
the relative L2 distance of the sound features, |a - b| / |a|, each feature brought to 0 to 1 by
its range. Ours, with every parameter as it is and as bare neighbours (any number per artist,
repeats); scikit-learn's pipeline on the same columns (OneHotEncoder and MultiLabelBinarizer,
SimpleImputer, StandardScaler, PCA, NearestNeighbors with the Manhattan distance), and how often its
three are the very same; random tracks; random tracks of the seed's genre.

Then playlists of at least ten tracks are continued: half of each, drawn with a fixed seed, is given
and the rest is to be found among ten picks: precision@10 and recall@10, with valence, arousal and
energy and without, with the genres and without (the genres of this table are those of playlists, so
they give something away), against random tracks and random tracks of the given ones' genres.

NumPy and scikit-learn go into a virtual environment in Benchmarks/work.
"""
import argparse
import collections
import csv
import http.client
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RELEASE = os.path.join(ROOT, ".build", "release")
WORK = os.path.join(HERE, "work", "playlist_quality")
PACKAGES = ["numpy==2.2.6", "scikit-learn==1.7.2"]
SOUND = ["danceability", "energy", "loudness", "speechiness", "acousticness", "instrumentalness",
         "liveness", "valence", "tempo"]
BARE = {"per-artist": 0, "repeats": "true"}


class Host:
    """`patchbay serve` with the plugin on one catalogue; a context manager."""

    def __init__(self, library):
        self.library = library

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        manifest = self.library + ".yaml"
        with open(manifest, "w") as file:
            file.write(f"""version: 1
host:
  listen: 127.0.0.1:{self.port}
  libraries: [{RELEASE}]
plugins:
  playlist:
    call-timeout: 10 min
    writable: [{os.path.dirname(self.library)}]
    parameters:
      catalogue: {self.library}
""")
        self.log = open(self.library + ".log", "w")
        self.process = subprocess.Popen(
            [os.path.join(RELEASE, "patchbay"), "serve", "--manifest", manifest],
            stdout=self.log, stderr=self.log)
        for _ in range(400):
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
            try:
                self.connection.request("GET", "/v2/models/playlist/ready")
                answer = self.connection.getresponse()
                answer.read()
                if answer.status == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        self.process.terminate()
        sys.exit(f"playlist_quality: the host does not get ready; see {self.log.name}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def picks(self, seeds, **parameters):
        """The plugin's picks for tracks of these ids."""
        query = urllib.parse.urlencode({**parameters})
        self.connection.request(
            "POST", "/v1/run/playlist?" + query, "\n".join(map(str, seeds)).encode(),
            {"Content-Type": "text/plain"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            sys.exit(f"playlist_quality: {answer.status} {text.decode()}")
        return [int(label["label"]) for label in json.loads(text)["labels"]]


def catalogue(arguments, name, *options):
    """The path of a catalogue made of tracks.csv."""
    path = os.path.join(WORK, name, "library.db")
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run(
            [os.path.join(RELEASE, "patchbay"), "library", "import",
             os.path.join(arguments.data, "tracks.csv"), "--catalogue", path, *options],
            check=True, stdout=sys.stderr)
    return path


class Tracks:
    """The rows of tracks.csv by the ids that the catalogue gave them."""

    def __init__(self, data, library):
        import numpy
        ids = dict(sqlite3.connect(library).execute("SELECT path, id FROM track"))
        self.rows, self.id_of = {}, {}
        with open(os.path.join(data, "tracks.csv"), newline="") as file:
            for row in csv.DictReader(file):
                number = ids["id:" + row["track_id"]]
                self.rows[number], self.id_of[row["track_id"]] = row, number
        self.ids = sorted(self.rows)
        self.by_genre = collections.defaultdict(list)
        for number in self.ids:
            self.by_genre[self.rows[number]["playlist_genre"]].append(number)
        sound = numpy.array([[float(self.rows[i][name]) for name in SOUND] for i in self.ids])
        sound = (sound - sound.min(0)) / (sound.max(0) - sound.min(0))
        self.sound = dict(zip(self.ids, sound))

    def genre(self, number):
        return self.rows[number]["playlist_genre"]

    def year(self, number):
        return int(self.rows[number]["track_album_release_date"][:4])


def pipeline(tracks):
    """scikit-learn's pipeline on the columns that the plugin has: three neighbours of an id."""
    import numpy
    from sklearn.compose import ColumnTransformer
    from sklearn.decomposition import PCA
    from sklearn.impute import SimpleImputer
    from sklearn.neighbors import NearestNeighbors
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MultiLabelBinarizer, OneHotEncoder, StandardScaler
    rows = [tracks.rows[number] for number in tracks.ids]
    numbers = numpy.array(
        [[float(row[name]) for name in SOUND + ["track_popularity", "duration_ms"]]
         + [tracks.year(number)] for row, number in zip(rows, tracks.ids)])
    classes = numpy.array([[row["key"], row["mode"]] for row in rows])
    genres = MultiLabelBinarizer().fit_transform(
        [{row["playlist_genre"], row["playlist_subgenre"]} for row in rows])
    width = numbers.shape[1]
    columns = numpy.hstack([numbers.astype(object), classes.astype(object)])
    encoder = ColumnTransformer([
        ("numbers", SimpleImputer(), list(range(width))),
        ("classes", OneHotEncoder(handle_unknown="ignore", sparse_output=False),
         [width, width + 1])])
    encoded = numpy.hstack([encoder.fit_transform(columns).astype(float), genres])
    chain = make_pipeline(StandardScaler(), PCA(min(141, encoded.shape[1])))
    vectors = chain.fit_transform(encoded).astype(numpy.float32)
    search = NearestNeighbors(n_neighbors=4, algorithm="brute", metric="manhattan").fit(vectors)
    place = {number: index for index, number in enumerate(tracks.ids)}

    def neighbours(seeds):
        _, found = search.kneighbors(vectors[[place[number] for number in seeds]])
        return [[tracks.ids[index] for index in row if tracks.ids[index] != seed][:3]
                for seed, row in zip(seeds, found)]
    return neighbours


def measures(tracks, seeds, lists):
    import numpy
    values = []
    for seed, picks in zip(seeds, lists):
        for pick in picks:
            one, other = tracks.rows[seed], tracks.rows[pick]
            values.append((
                tracks.genre(seed) == tracks.genre(pick),
                one["track_album_id"] == other["track_album_id"],
                one["track_artist"] == other["track_artist"],
                abs(tracks.year(seed) - tracks.year(pick)),
                numpy.linalg.norm(tracks.sound[seed] - tracks.sound[pick])
                / numpy.linalg.norm(tracks.sound[seed])))
    genre, album, artist, years, sound = numpy.array(values, float).mean(0)
    return (f"{100 * genre:7.1f} % {100 * album:7.1f} % {100 * artist:7.1f} % {years:8.1f}"
            f" {sound:9.3f}")


def compare_neighbours(arguments, library):
    tracks = Tracks(arguments.data, library)
    seeds = random.Random(1).sample(tracks.ids, arguments.seeds)
    print(f"Three neighbours of each of {len(seeds):,} tracks of {len(tracks.ids):,}:")
    print(f"  {'':40}    genre     album    artist    years     sound")
    with Host(library) as host:
        start = time.perf_counter()
        bare = [host.picks([seed], **BARE) for seed in seeds]
        took = time.perf_counter() - start
        usual = [host.picks([seed]) for seed in seeds]
        moodless = [host.picks([seed], mood="false", **BARE) for seed in seeds]
    learned = pipeline(tracks)(seeds)
    draw = random.Random(2)
    among = [draw.sample(tracks.ids, 3) for _ in seeds]
    same = [draw.sample(tracks.by_genre[tracks.genre(seed)], 3) for seed in seeds]
    for name, lists in [
            ("Patchbay, as it is", usual), ("Patchbay, bare neighbours", bare),
            ("Patchbay, bare neighbours, without mood", moodless),
            ("scikit-learn's pipeline", learned), ("random tracks", among),
            ("random tracks of the same genre", same)]:
        print(f"  {name:40} {measures(tracks, seeds, lists)}")
    alike = sum(one == other for one, other in zip(bare, learned)) / len(seeds)
    common = sum(len(set(one) & set(other)) for one, other in zip(bare, learned)) / 3 / len(seeds)
    print(f"  scikit-learn's three are ours in the same order for {100 * alike:.1f} % of the tracks;"
          f" {100 * common:.2f} % of its neighbours are ours")
    print(f"  a request over HTTP took {1e3 * took / len(seeds):.1f} ms")


def halves(data, tracks):
    """Playlists as (given, hidden) ids."""
    lists = collections.defaultdict(list)
    with open(os.path.join(data, "playlists.csv"), newline="") as file:
        for row in csv.DictReader(file):
            number = tracks.id_of.get(row["track_id"])
            if number and number not in lists[row["playlist_id"]]:
                lists[row["playlist_id"]].append(number)
    draw = random.Random(3)
    result = []
    for name in sorted(lists):
        members = lists[name]
        if len(members) >= 10:
            draw.shuffle(members)
            middle = len(members) // 2
            result.append((members[:middle], set(members[middle:])))
    return result


def precision(lists, picks):
    hits = [len(hidden & set(found)) for (_, hidden), found in zip(lists, picks)]
    return (sum(hits) / 10 / len(lists),
            sum(hit / len(hidden) for hit, (_, hidden) in zip(hits, lists)) / len(lists))


def compare_playlists(arguments, library, bare_library):
    tracks = Tracks(arguments.data, library)
    lists = halves(arguments.data, tracks)
    print(f"\n{len(lists)} playlists continued by ten picks, half of each given:")
    print(f"  {'':52} precision@10   recall@10")
    results = []
    for title, path in [("with genres", library), ("without genres", bare_library)]:
        # The other catalogue may have given other ids.
        there = Tracks(arguments.data, path)
        back = {there.id_of[key]: number for key, number in tracks.id_of.items()}
        forth = {number: there.id_of[key] for key, number in tracks.id_of.items()}
        with Host(path) as host:
            for mood in ("true", "false"):
                for neighbours in arguments.neighbours:
                    picks = [
                        [back[pick] for pick in host.picks(
                            [forth[seed] for seed in given], count=10, mood=mood,
                            neighbours=neighbours)]
                        for given, _ in lists]
                    name = (f"Patchbay, {title}, {'with' if mood == 'true' else 'without'} mood,"
                            f" {neighbours} neighbours each")
                    results.append((name, picks))
    draw = random.Random(4)
    among, same = [], []
    for given, _ in lists:
        among.append(draw.sample(sorted(set(tracks.ids) - set(given)), 10))
        genres = [tracks.genre(draw.choice(given)) for _ in range(10)]
        same.append([draw.choice(tracks.by_genre[genre]) for genre in genres])
    results += [("random tracks", among), ("random tracks of the given ones' genres", same)]
    for name, picks in results:
        at, recall = precision(lists, picks)
        print(f"  {name:52} {100 * at:10.2f} % {100 * recall:9.2f} %")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("--seeds", type=int, default=2000)
    parser.add_argument("--neighbours", type=int, nargs="+", default=[3, 20])
    parser.add_argument("--library")
    parser.add_argument("--bare-library")
    parser.add_argument("--only", choices=["neighbours", "playlists"])
    arguments = parser.parse_args()
    os.makedirs(WORK, exist_ok=True)
    environment.enter(os.path.join(WORK, "venv"), PACKAGES)
    library = arguments.library or catalogue(arguments, "genres")
    bare = arguments.bare_library or catalogue(
        arguments, "no-genres", "--map", "playlist_genre=", "--map", "playlist_subgenre=")
    if arguments.only != "playlists":
        compare_neighbours(arguments, library)
    if arguments.only != "neighbours":
        compare_playlists(arguments, library, bare)


if __name__ == "__main__":
    main()
