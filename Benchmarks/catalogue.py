#!/usr/bin/env python3
"""What a catalogue of a million tracks costs: size, filling, reading, following, searching.

    Benchmarks/catalogue.py [--tracks 1000000]

With a vector of 384 for each track. Needs 5 GB of free disk in the temporary folder, and leaves nothing there.
"""
import argparse
import os
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tracks", type=int, default=1_000_000)
    options = parser.parse_args()
    build = ["swift", "build", "-c", "release", "--product", "catalogue-scale"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(ROOT, ".build", "release", "catalogue-scale")
        subprocess.run([program, os.path.join(folder, "music.db"), str(options.tracks)], check=True)


if __name__ == "__main__":
    main()
