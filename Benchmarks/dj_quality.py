#!/usr/bin/env python3
"""How many kinds of places `dj` gets right, and twenty playlists for a person to judge.

    Benchmarks/dj_quality.py DATA [--table FILE.md] [--work FOLDER]

DATA holds venues/places64_valid.zip (folders of pictures named for the kind of place),
photos/venues (full-size photos), photos/faces with boxes.csv, and catalogue/tracks.csv. The
pictures go through a served `dj`, one request each. Prints the share whose kind is the first of
its answers and among the first five, what it says of the full-size photos, how many of the marked
faces it counts, how smoothly the twenty playlists move, and how near the feelings that it takes from
the sentences of dj_sentences.csv are to the labelled ones. With --table they are written as a
table: the first ten tracks of each, to read as a listener would.

Needs the built `patchbay`.
"""
import argparse
import csv
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASE = os.path.join(os.path.dirname(HERE), ".build", "release")
PATCHBAY = os.path.join(RELEASE, "patchbay")

# A sentence, and a photo of photos/venues or a kind of the validation pictures, either may be "".
CASES = [
    ("calm evening with friends, two hours", ""),
    ("energetic rock of the 80s, no ballads", ""),
    ("no rock or rap, just soul for a dinner, 90 minutes", "restaurant"),
    ("something for dancing at 120 bpm", ""),
    ("workout music without vocals, fast", "martial_arts_gym"),
    ("from calm to energetic, an hour and a half", ""),
    ("sad songs from the nineties", ""),
    ("birthday party for kids", "amusement_park"),
    ("acoustic coffee shop morning", "coffee_shop"),
    ("", "bar.jpeg"),
    ("спокойный вечер вдвоём, два часа", "living_room"),
    ("весёлая музыка для танцев, без рэпа", ""),
    ("рок 70-х в дорогу, полтора часа", ""),
    ("романтический ужин при свечах, под конец тише", "dining_room"),
    ("электронная музыка для тренировки, 130 ударов в минуту", ""),
    ("без слов, фоном для работы, три часа", "office"),
    ("латино на пляж", "swimming_pool_outdoor"),
    ("грустное и медленное", ""),
    ("русские песни", ""),
    ("свадьба, нарастающая", "ballroom"),
]


class Host:
    """A served `dj` with a catalogue of its own, on a free port."""

    def __init__(self, folder, tracks, feelings=None):
        library = os.path.join(folder, "library.db")
        if not os.path.exists(library):
            subprocess.run([PATCHBAY, "library", "import", tracks, "--catalogue", library],
                           check=True, stdout=subprocess.DEVNULL)
        settings = "" if feelings is None else f"\n    parameters: {{feelings: '{feelings}'}}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        manifest = os.path.join(folder, "plugins.yaml")
        with open(manifest, "w") as file:
            file.write(f"version: 1\nhost:\n  listen: 127.0.0.1:{self.port}\n"
                       f"  libraries: [{RELEASE}]\nmusic:\n  catalogue: {library}\nplugins:\n  dj:{settings}\n")
        self.log = open(os.path.join(folder, "log"), "w")
        self.process = subprocess.Popen([PATCHBAY, "serve", "--manifest", manifest],
                                        stdout=self.log, stderr=self.log)
        for _ in range(300):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port)
                connection.request("GET", "/v2/health/ready")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        sys.exit("the host does not start; see " + self.log.name)

    def run(self, photo, sentence="", **parameters):
        """The results of one request, by output."""
        status, answer = self.ask(photo, sentence, **parameters)
        if status != 200:
            sys.exit(f"{status}: {answer}")
        return answer

    def ask(self, photo, sentence="", **parameters):
        """The status and the answer of one request."""
        body, headers = photo, {}
        query = urllib.parse.urlencode(parameters)
        if sentence:
            mark = "dj-quality-part"
            parts = [("text", "text/plain; charset=utf-8", sentence.encode())]
            if photo:
                parts.append(("frame@0", "image/jpeg", photo))
            body = b"".join(
                f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n'
                f"Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n"
                for name, kind, content in parts) + f"--{mark}--\r\n".encode()
            headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", "/v1/run/dj" + ("?" + query if query else ""), body, headers)
        reply = connection.getresponse()
        answer = json.loads(reply.read())
        connection.close()
        return reply.status, answer

    def stop(self):
        self.process.terminate()
        self.process.wait()


def places(host, archive):
    """Prints the share of pictures whose kind is right."""
    names = sorted(name for name in archive.namelist() if name.endswith(".jpg"))
    first, five = 0, 0
    for name in names:
        guesses = [entry["label"] for entry in host.run(archive.read(name), minutes=1)["place"]]
        kind = name.split("/")[0]
        first += guesses[0] == kind
        five += kind in guesses
    print(f"{len(names)} pictures of the validation split: kind right {100 * first / len(names):.1f} %, "
          f"among the first five {100 * five / len(names):.1f} %")


def photos(host, folder):
    """Prints what is said of each full-size photo."""
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            guesses = host.run(file.read(), minutes=1)["place"]
        print(f"{name}: " + ", ".join(
            f"{guess['label']} {100 * guess['score']:.0f} %" for guess in guesses[:3]))


def faces(host, folder):
    """Prints how many faces are counted, beside how many are marked."""
    marked = {}
    with open(os.path.join(folder, "boxes.csv")) as file:
        for row in csv.DictReader(file):
            marked[row["file"]] = marked.get(row["file"], 0) + 1
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".jpg"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            scene = host.run(file.read(), minutes=1)["scene"][0]["values"]
        print(f"{name}: {scene[3]:.0f} faces counted, {marked.get(name, 'not')} marked")


def picture(photo, archive, folder):
    """The bytes of a photo in `folder`, or of the first picture of a kind in `archive`."""
    if "." in photo:
        with open(os.path.join(folder, photo), "rb") as file:
            return file.read()
    names = sorted(name for name in archive.namelist() if name.startswith(photo + "/"))
    return archive.read(next(name for name in names if name.endswith(".jpg"))) if photo else b""


def playlists(host, archive, folder, table):
    """Prints how smoothly the twenty cases move, and writes their first tracks to `table`."""
    lines, steps, pairs = [], [], []
    for number, (sentence, photo) in enumerate(CASES, 1):
        answer = host.run(picture(photo, archive, folder), sentence)
        tracks = [entry["label"] for entry in answer["track"]]
        reasons = [entry["label"] for entry in answer["reason"]]
        energies = [float(re.search(r"(?:energy|энергия) ([0-9.]+)", text)[1]) for text in reasons]
        steps += [abs(a - b) for a, b in zip(energies, energies[1:])]
        pairs += [abs(a - b) for i, a in enumerate(energies) for b in energies[:i]]
        title = (sentence or "(no sentence)") + (f" [photo: {photo}]" if photo else "")
        lines += [f"## {number}. {title}", "", answer["explanation"][0]["label"], "",
                  "| artist - title | genre, year, tempo, energy and valence, in brackets as wanted |",
                  "|---|---|"]
        lines += [f"| {track} | {reason} |" for track, reason in zip(tracks[:10], reasons)] + [""]
    print(f"twenty playlists: energy moves by {statistics.mean(steps):.3f} from track to track, "
          f"and by {statistics.mean(pairs):.3f} between any two of one playlist")
    if table:
        with open(table, "w") as file:
            file.write("\n".join(lines))
        print("table:", table)


def sentences(host, name):
    """Prints how near the feeling that is taken from each sentence is to the labelled one."""
    with open(os.path.join(HERE, "dj_sentences.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    understood, quarters, errors = 0, 0, []
    for row in rows:
        status, answer = host.ask(b"", row["sentence"], minutes=1)
        energy = answer.get("wanted-energy") if status == 200 else None
        valence = answer.get("wanted-valence") if status == 200 else None
        # From the measures of tracks, 0 to 1, back to -1 to 1; see Target.swift.
        found = [(valence[0]["values"][0] - 0.5) / 0.45 if valence else 0,
                 (energy[0]["values"][0] - 0.55) / 0.45 if energy else 0]
        wanted = [float(row["valence"]), float(row["arousal"])]
        understood += bool(energy and valence)
        quarters += all(a * b > 0 for a, b in zip(found, wanted))
        errors.append([abs(a - b) for a, b in zip(found, wanted)])
    valence, arousal = (statistics.mean(column) for column in zip(*errors))
    print(f"{len(rows)} sentences, {name}: both axes of {100 * understood / len(rows):.0f} %, the right"
          f" quarter of {100 * quarters / len(rows):.0f} %, off by {valence:.2f} in valence and"
          f" {arousal:.2f} in arousal")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data")
    parser.add_argument("--table")
    parser.add_argument("--work")
    options = parser.parse_args()
    folder = options.work or tempfile.mkdtemp(prefix="dj-quality-")
    os.makedirs(folder, exist_ok=True)
    tracks = os.path.join(options.data, "catalogue", "tracks.csv")
    venues = os.path.join(options.data, "photos", "venues")
    archive = zipfile.ZipFile(os.path.join(options.data, "venues", "places64_valid.zip"))
    host = Host(folder, tracks)
    try:
        playlists(host, archive, venues, options.table)
        photos(host, venues)
        faces(host, os.path.join(options.data, "photos", "faces"))
        places(host, archive)
        sentences(host, "as installed")
    finally:
        host.stop()
    host = Host(folder, tracks, feelings="")
    try:
        sentences(host, "by their words alone")
    finally:
        host.stop()


main()
