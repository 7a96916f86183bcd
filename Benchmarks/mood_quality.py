#!/usr/bin/env python3
"""How well `mood`, as it ships, does on tracks that it was not taught with; and what it costs.

    Benchmarks/mood_quality.py DATA [--rounds 5] [--work FOLDER]

DATA holds `emotify/` and `emomusic/`. The tracks kept out of training (`dataset.py` knows which)
go through the plugin itself, and the means of its curves are compared with the ratings, beside
the constant answer and ridge regression on the same features. Then, how far the answers move when
tracks are coded worse or made softer; and on three minutes of them as
one MP3, the time of a whole run of `patchbay run mood` and of ffmpeg's decoding, in turn.

Needs ffmpeg and the built `patchbay`; NumPy goes into a virtual environment.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)
PATCHBAY = os.path.join(PROJECT, ".build", "release", "patchbay")
sys.path.insert(0, os.path.join(PROJECT, "Plugins", "Mood", "training"))
sys.dont_write_bytecode = True

PACKAGES = ["numpy==2.2.6"]


def run(path, folder):
    """{second: (arousal, valence)} of a file."""
    result = subprocess.run([PATCHBAY, "run", "mood", path, "--format", "json", "--quiet"],
                            stdout=subprocess.PIPE, check=True, cwd=folder)
    return {round(point["time"]): point["values"] for point in json.loads(result.stdout)["mood"]}


def linear(data, unseen):
    import measure
    import numpy as np
    inputs = np.array([measure.pooled(rows) for rows in data.features])
    model = measure.linear(inputs[~unseen], data.targets[~unseen], 0)
    return model(inputs[unseen])


def quality(data, folder):
    import measure
    import numpy as np
    unseen = data.held_out()
    targets = data.targets[unseen]
    answers = np.array([
        np.mean(list(run(file, folder).values()), axis=0)
        for file, kept in zip(data.files, unseen) if kept])
    constant = np.repeat(data.targets[~unseen].mean(0)[None], len(targets), axis=0)
    tables = {"constant": measure.errors(constant, targets),
              "linear": measure.errors(linear(data, unseen), targets),
              "mood": measure.errors(answers, targets)}
    print(f"Held-out tracks of Emotify ({len(targets)}), through the plugin:\n")
    print("\n".join(measure.rows_of(tables)))


def clips(emomusic, folder):
    import measure
    import numpy as np
    print("\nemoMusic, seconds 15 to 45, through the plugin:\n")
    rated, answered = [], []
    for clip in sorted(emomusic.files):
        curve = run(emomusic.files[clip], folder)
        for second, pair in emomusic.by_second(clip).items():
            if second in curve:
                rated.append(pair)
                answered.append(curve[second])
    print("\n".join(measure.rows_of({"mood": measure.errors(np.array(answered), np.array(rated))})))


def robustness(data, folder):
    """How far answers move when a track is coded worse, or softer."""
    import numpy as np
    ways = {
        "MP3, 128 kbit/s": ["-ar", "44100", "-b:a", "128k"],
        "MP3, 64 kbit/s": ["-ar", "44100", "-b:a", "64k"],
        "MP3, 32 kbit/s at 22,050 Hz": ["-ar", "22050", "-b:a", "32k"],
        "12 dB softer": ["-ar", "44100", "-b:a", "192k", "-af", "volume=-12dB"]}
    files = [file for file, kept in zip(data.files, data.held_out()) if kept][::4]
    print(f"\nThe same {len(files)} tracks in another form: how far their means move (root mean"
          " square; mean), arousal, valence:\n")
    before = np.array([np.mean(list(run(file, folder).values()), axis=0) for file in files])
    other = os.path.join(folder, "other.mp3")
    for name, options in ways.items():
        after = []
        for file in files:
            subprocess.run(
                ["ffmpeg", "-v", "error", "-y", "-i", file, *options, other], check=True)
            after.append(np.mean(list(run(other, folder).values()), axis=0))
        move = np.array(after) - before
        (a, v), (ma, mv) = np.sqrt((move ** 2).mean(0)), move.mean(0)
        print(f"- {name}: {a:.3f} ({ma:+.3f}), {v:.3f} ({mv:+.3f})")


def cost(data, folder, rounds):
    files = [file for file, kept in zip(data.files, data.held_out()) if kept][::24][:3]
    song = os.path.join(folder, "song.mp3")
    inputs = [word for file in files for word in ("-i", file)]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex",
         "concat=n=3:v=0:a=1,aformat=channel_layouts=stereo:sample_rates=44100", "-b:a", "192k",
         song], check=True)
    commands = {
        "ffmpeg": ["ffmpeg", "-v", "error", "-i", song, "-ac", "1", "-f", "f32le", "-"],
        "mood": [PATCHBAY, "run", "mood", song, "--format", "json", "--quiet"]}
    walls = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)
            walls[name].append(time.perf_counter() - start)
    # The first round warms the caches.
    wall = {name: statistics.median(values[1:]) for name, values in walls.items()}
    print(f"\nThree minutes of MP3, medians of {rounds}: ffmpeg's decoding {wall['ffmpeg']:.2f} s,"
          f" patchbay run mood {wall['mood']:.2f} s,"
          f" ratio {wall['mood'] / wall['ffmpeg']:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default=os.path.join(HERE, "work", "mood"))
    arguments = parser.parse_args()
    environment.enter(os.path.join(os.path.abspath(arguments.work), "venv"), PACKAGES)
    from dataset import EmoMusic, Emotify
    folder_of_data = os.path.abspath(arguments.data)
    data = Emotify(folder_of_data, arguments.work)
    with tempfile.TemporaryDirectory() as folder:
        quality(data, folder)
        clips(EmoMusic(folder_of_data), folder)
        robustness(data, folder)
        cost(data, folder, arguments.rounds)


if __name__ == "__main__":
    main()
