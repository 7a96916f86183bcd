#!/usr/bin/env python3
"""How long plugins take for a piece of music, beside decoding it and Essentia's MusicExtractor.

    Benchmarks/music_speed.py [PLUGINS ...] [--rounds 5] [--minutes 3] [--file FILE]
                              [--skip-essentia] [--work FOLDER]

PLUGINS are lists as `patchbay run` takes them, such as `features`, `mood` or `features,mood`
(default: features). Whole processes are timed: `ffmpeg` decoding the file to mono 32-bit floats,
`patchbay run` without a server, a Python process that loads Essentia and extracts. Every round
runs all of them in turn, and the medians are compared. Without --file a stereo MP3 (44.1 kHz) of
chords, bass, drums and noise is made.

Needs ffmpeg and the built `patchbay`; Essentia goes into a virtual environment.
"""
import argparse
import array
import math
import os
import random
import resource
import statistics
import subprocess
import sys
import time
import venv
import wave

HERE = os.path.dirname(os.path.abspath(__file__))
PATCHBAY = os.path.join(os.path.dirname(HERE), ".build", "release", "patchbay")
PACKAGES = ["essentia==2.1b6.dev1389"]
EXTRACT = ("import sys, essentia; essentia.log.infoActive = essentia.log.warningActive = False; "
           "from essentia.standard import MusicExtractor; MusicExtractor()(sys.argv[1])")
RATE = 44_100


def python(folder):
    """The interpreter of an environment that has Essentia."""
    path = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(path):
        venv.create(os.path.join(folder, "venv"), with_pip=True)
        subprocess.run([path, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return path


def bar(number, dice):
    """Two seconds of left and right samples: a chord, a bass, a drum on every beat."""
    roots = [0, 9, 5, 7]
    root = 220 * 2 ** (roots[number % 4] / 12)
    voices = [(root * 2 ** (step / 12) * overtone, 0.1 / overtone, side)
              for step, side in ((0, 0.5), (4 if number % 2 else 3, 0.2), (7, 0.8), (-12, 0.5))
              for overtone in (1, 2, 3)]
    left, right = array.array("h"), array.array("h")
    for index in range(2 * RATE):
        moment = index / RATE
        beat = moment % 0.5
        value = math.exp(-12 * beat) * dice.uniform(-0.3, 0.3)
        sides = [value, value]
        for hertz, gain, side in voices:
            wave_value = gain * math.sin(2 * math.pi * hertz * moment) * math.exp(-moment)
            sides[0] += wave_value * side
            sides[1] += wave_value * (1 - side)
        left.append(int(12_000 * max(-2, min(2, sides[0]))))
        right.append(int(12_000 * max(-2, min(2, sides[1]))))
    return left, right


def make(path, minutes):
    """Writes the MP3."""
    dice = random.Random(1)
    bars = [bar(number, dice) for number in range(4)]
    with wave.open(path + ".wav", "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for number in range(round(minutes * 30)):
            left, right = bars[number % 4]
            both = array.array("h", bytes(4 * len(left)))
            both[::2], both[1::2] = left, right
            file.writeframes(both.tobytes())
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", path + ".wav", "-b:a", "192k", path],
                   check=True)
    os.remove(path + ".wav")


def timed(command):
    """Seconds by the clock, and of the processors, of a whole process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plugins", nargs="*", default=["features"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--file", help="a piece of music instead of one that is made")
    parser.add_argument("--skip-essentia", action="store_true")
    parser.add_argument("--work", default=os.path.join(HERE, "work", "music"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    path = options.file or os.path.join(options.work, f"piece-{options.minutes:g}.mp3")
    if not os.path.exists(path):
        make(path, options.minutes)

    commands = {"ffmpeg, decode to mono": [
        "ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-f", "f32le", "-y", "/dev/null"]}
    for names in options.plugins:
        commands[f"patchbay run {names}"] = [PATCHBAY, "run", names, path, "--format", "json"]
    if not options.skip_essentia:
        commands["Essentia MusicExtractor"] = [python(options.work), "-c", EXTRACT, path]
    for command in commands.values():  # into the caches
        timed(command)
    seconds = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            seconds[name].append(timed(command))

    medians = {name: [statistics.median(column) for column in zip(*rows)]
               for name, rows in seconds.items()}
    decode = medians["ffmpeg, decode to mono"][0]
    extractor = medians.get("Essentia MusicExtractor")
    print(f"{os.path.basename(path)}, {options.rounds} rounds, medians of whole processes\n")
    print("| | seconds | of processors | times the decoding | times faster than Essentia |")
    print("|---|---|---|---|---|")
    for name, (clock, used) in medians.items():
        faster = f"{extractor[0] / clock:.1f}" if extractor else ""
        print(f"| {name} | {clock:.2f} | {used:.2f} | {clock / decode:.2f} | {faster} |")


main()
