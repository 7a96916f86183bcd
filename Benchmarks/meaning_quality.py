#!/usr/bin/env python3
"""What the search of the catalogue by meaning finds, beside the one by words.

    Benchmarks/meaning_quality.py TABLE.csv

TABLE is imported with embed-text enabled. Then twenty themes are searched for, such as "songs about
the sea"; a track counts as right where its title has one of the words by which people would know
the theme (sea, ocean, waves, sailing, mar). Prints the share of the first twenty answers that are
right, what twenty tracks by chance would have, how near ten texts come that have nothing to do
with music, and the times of the import and of a search.

Needs the built `patchbay` and the model of embed-text (Plugins/EmbedText/convert).
"""
import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASE = os.path.join(os.path.dirname(HERE), ".build", "release")
PATCHBAY = os.path.join(RELEASE, "patchbay")

THEMES = {
    "rain": "rain|storm|umbrella",
    "summer": "summer|beach|sunshine",
    "money": "money|cash|dollar|rich|bands",
    "mothers": "mom|mama|mother",
    "fire": "fire|burn|flame",
    "dancing": "danc",
    "saying goodbye": "goodbye|farewell|leave|leaving|adios",
    "the night": "night|midnight|noche",
    "the road and driving": r"road|drive|driving|highway|car\b",
    "the sea": r"ocean|sea\b|waves|sailing|mar\b",
    "stars and the moon": "star|moon|sky|luna",
    "heartbreak": "broken|heart|cry|tears|hurt",
    "dreams": "dream|sleep",
    "coming home": "home",
    "drinking": "drunk|drink|whiskey|beer|tequila|wine|champagne",
    "weapons and violence": "gun|kill|shoot|bullet|murder",
    "religion": "god|jesus|pray|heaven|church|angel",
    "winter and snow": "snow|winter|christmas|cold|ice",
    "friendship": "friend",
    "crazy people": "crazy|insane|mad|loco",
}
STRANGE = [
    "tractor engine oil change", "asdkjh qweoiu", "quarterly financial report of the bank",
    "python dictionary comprehension", "mlk xvbn", "how to fix a leaking tap",
    "parliament passed the tax bill", "grzk plumf", "enzyme kinetics of the liver",
    "install the printer driver",
]
FIRST = 20


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Host:
    """A served catalogue, on a free port."""

    def __init__(self, manifest, port):
        self.base = f"http://127.0.0.1:{port}/v1/tracks?"
        self.process = subprocess.Popen(
            [PATCHBAY, "serve", "--manifest", manifest], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.tracks("x", "meaning")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("patchbay serve does not start")

    def tracks(self, text, basis):
        query = urllib.parse.urlencode({"q": text, "by": basis, "limit": FIRST})
        with urllib.request.urlopen(self.base + query) as answer:
            return json.load(answer)["tracks"]

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(table, folder):
    port = free_port()
    manifest = os.path.join(folder, "plugins.yaml")
    with open(manifest, "w") as file:
        file.write(
            f"version: 1\nhost:\n  libraries: [{RELEASE}]\n  listen: 127.0.0.1:{port}\n"
            "plugins:\n  embed-text:\n")
    start = time.time()
    done = subprocess.run(
        [PATCHBAY, "library", "import", table, "--quiet", "--manifest", manifest], check=True,
        capture_output=True, text=True)
    print(done.stdout.replace("\n", "; ") + f"{time.time() - start:.0f} s")
    titles = subprocess.run(
        [PATCHBAY, "library", "export", "--format", "json", "--manifest", manifest], check=True,
        capture_output=True, text=True)
    titles = [track.get("title", "").lower() for track in json.loads(titles.stdout)]
    host = Host(manifest, port)
    try:
        report(host, titles)
    finally:
        host.stop()


def report(host, titles):
    shares = {"words": [], "meaning": [], "chance": []}
    times = []
    for theme, words in THEMES.items():
        right = re.compile(r"\b(" + words + ")")
        shares["chance"].append(sum(1 for title in titles if right.search(title)) / len(titles))
        for basis in ("words", "meaning"):
            start = time.time()
            found = host.tracks(f"songs about {theme}", basis)
            if basis == "meaning":
                times.append(time.time() - start)
            hits = sum(1 for track in found if right.search(track.get("title", "").lower()))
            shares[basis].append(hits / FIRST)
    for name, values in shares.items():
        print(f"themes, by {name}: {statistics.mean(values):.3f} of the first {FIRST} are right")
    near = [host.tracks(text, "meaning") for text in STRANGE]
    scores = sorted((found[0]["score"] if found else 0) for found in near)
    print("texts that have nothing to do with music, score of the first answer (0: none): "
          + " ".join(f"{score:.2f}" for score in scores))
    print(f"a search by meaning: {statistics.median(times) * 1000:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(os.path.abspath(options.table), folder)


if __name__ == "__main__":
    main()
