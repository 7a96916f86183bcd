#!/usr/bin/env python3
"""How many shot boundaries `scenes` finds, and how many that are none, beside PySceneDetect.

    Benchmarks/scenes_quality.py DATA [--minutes 8] [--seed 4] [--work FOLDER]

DATA holds clips and `events.csv` (file, kind, start_s); the rows of kind `cut` are boundaries.
From the pictures of all clips a film is made whose boundaries are known: cuts, dissolves of 0.5
to 2 s, fades through black; within the shots zooms and pans, flashes and changes of the light,
which are no boundaries. A boundary counts as found if one is reported within half a second, or
within the transition; every further report is a false one.

Needs ffmpeg and the built `patchbay`; NumPy and PySceneDetect go into a virtual environment.
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
PATCHBAY = os.path.join(os.path.dirname(HERE), ".build", "release", "patchbay")
PACKAGES = ["numpy==2.2.6", "opencv-python-headless==4.12.0.88", "scenedetect==0.7.2"]
WIDTH, HEIGHT, RATE = 320, 180, 25
TOLERANCE = 0.5


def pictures(path, start, stop):
    """Frames of a part of a clip, a third larger than the film."""
    import numpy
    width, height = WIDTH * 4 // 3 // 2 * 2, HEIGHT * 4 // 3 // 2 * 2
    raw = subprocess.run(["ffmpeg", "-v", "error", "-ss", str(start), "-t",
                          str(min(12, stop - start)),
                          "-i", path, "-vf",
                          f"fps={RATE},scale={width}:{height}", "-f", "rawvideo", "-pix_fmt", "rgb24",
                          "-"], check=True, capture_output=True).stdout
    return numpy.frombuffer(raw, numpy.uint8).reshape(-1, height, width, 3)


class Shot:
    """A window that wanders over a clip's pictures."""

    def __init__(self, clip, random):
        self.clip = clip
        spare = (clip.shape[2] - WIDTH, clip.shape[1] - HEIGHT)
        self.start = [random.uniform(0, room) for room in spare]
        self.speed = [random.choice((0, 0, 1, 3)) * random.uniform(-1, 1) for _ in spare]
        self.spare = spare
        self.first = int(random.integers(len(clip)))
        self.mirrored = bool(random.integers(2))
        self.light = random.uniform(0.75, 1.15)
        self.wave = random.uniform(0, 0.15)

    def frame(self, moment):
        import numpy
        x, y = (int(min(room, max(0, start + speed * moment)))
                for start, speed, room in zip(self.start, self.speed, self.spare))
        # Forwards and backwards: a jump to the start would be a cut.
        place = (self.first + moment) % (2 * len(self.clip) - 1)
        picture = self.clip[min(place, 2 * len(self.clip) - 2 - place)]
        picture = picture[y:y + HEIGHT, x:x + WIDTH]
        if self.mirrored:
            picture = picture[:, ::-1]
        gain = self.light * (1 + self.wave * numpy.sin(moment / 40))
        return numpy.clip(picture * numpy.float32(gain), 0, 255)


def film(path, clips, minutes, seed):
    """Writes the film and returns its boundaries: start and stop of each, equal for cuts."""
    import numpy
    random = numpy.random.default_rng(seed)
    process = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s",
         f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-", "-c:v", "libx264", "-preset", "veryfast",
         "-pix_fmt", "yuv420p", "-crf", "23", "-f", "mp4", path + ".part"], stdin=subprocess.PIPE)
    count, boundaries = 0, []

    def write(picture):
        nonlocal count
        process.stdin.write(picture.astype(numpy.uint8).tobytes())
        count += 1

    last = int(random.integers(len(clips)))
    shot, moment = Shot(clips[last], random), 0
    while count < minutes * 60 * RATE:
        length = int(random.uniform(1.5, 9) * RATE)
        flash = int(random.uniform(0.3, 0.7) * length) if random.random() < 0.2 else -9
        for number in range(length):
            picture = shot.frame(moment)
            write(numpy.minimum(255, picture * 2 + 60) if number - flash in (0, 1) else picture)
            moment += 1
        # Another clip: two places of one picture are hard to tell apart for anyone.
        last = int((last + 1 + random.integers(len(clips) - 1)) % len(clips))
        after, start = Shot(clips[last], random), count / RATE
        kind = random.random()
        if kind < 0.6:
            boundaries.append((start, start))
            shot, moment = after, 0
            continue
        length = int(random.uniform(0.5, 2) * RATE)
        if kind < 0.8:
            for number in range(length):
                share = (number + 0.5) / length
                write(shot.frame(moment + number) * (1 - share) + after.frame(number) * share)
        else:
            for number in range(length):
                write(shot.frame(moment + number) * (1 - (number + 1) / length))
            for _ in range(int(random.uniform(0.1, 1) * RATE)):
                write(numpy.zeros((HEIGHT, WIDTH, 3)))
            for number in range(length):
                write(after.frame(number) * (number / length))
        boundaries.append((start, count / RATE))
        shot, moment = after, length
    process.stdin.close()
    if process.wait() != 0:
        sys.exit(f"ffmpeg could not write {path}")
    os.rename(path + ".part", path)
    # After the last one comes nothing more.
    return boundaries[:-1]


def scenes(path):
    output = subprocess.run([PATCHBAY, "run", "scenes", path, "--format", "json"], check=True,
                            capture_output=True).stdout
    return [shot["start"] for shot in json.loads(output)["timestamps"]][1:]


def pyscenedetect(path, detector):
    from scenedetect import AdaptiveDetector, ContentDetector, detect
    kinds = {"adaptive": AdaptiveDetector, "content": ContentDetector}
    return [start.seconds for start, _ in detect(path, kinds[detector]())][1:]


def score(reported, boundaries):
    """Share found, share of the reports that are right, and their harmonic mean, in per cent."""
    left, hits = sorted(reported), 0
    for start, stop in boundaries:
        near = [time for time in left if start - TOLERANCE <= time <= stop + TOLERANCE]
        if near:
            hits += 1
            left.remove(near[0])
    recall = hits / max(1, len(boundaries))
    precision = hits / len(reported) if reported else 1.0 if not boundaries else 0.0
    mean = 2 * recall * precision / (recall + precision) if hits else float(not boundaries)
    return 100 * recall, 100 * precision, 100 * mean


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", help="folder with the clips and events.csv")
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--seed", type=int, default=4, help="another one makes another film")
    parser.add_argument("--work", default=os.path.join(HERE, "work", "scenes"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    environment.enter(os.path.join(os.path.abspath(options.work), "venv"), PACKAGES)

    cuts, others, ends = {}, set(), {}
    with open(os.path.join(options.data, "events.csv")) as file:
        for row in csv.DictReader(file):
            if row["kind"] == "cut":
                time = float(row["start_s"])
                cuts.setdefault(row["file"], []).append((time, time))
                # Some clips were looked through at their beginning alone.
                known = re.search(r"first (\d+) frames", row.get("source", ""))
                if known:
                    ends[row["file"]] = int(known.group(1)) / 29.97
            else:
                others.add(row["file"])
    tests = [(name, os.path.join(options.data, name), cuts[name]) for name in sorted(cuts)]
    tests += [(name, os.path.join(options.data, name), []) for name in sorted(others)]
    path = os.path.join(options.work, f"film-{options.minutes:g}-{options.seed}.mp4")
    if not os.path.exists(path + ".json"):
        names = [name for name in sorted(set(cuts) | others) if "fades" not in name]
        clips = []
        for name in names:
            # Only what lies between the clip's own boundaries, and well away from them.
            edges = [0.0] + [time for time, _ in cuts.get(name, [])] + [ends.get(name, 20.0)]
            away = 1.5 if name in cuts else 0.0
            for start, stop in zip(edges, edges[1:]):
                if stop - start > 2 * away + 1:
                    path_of = os.path.join(options.data, name)
                    clips.append(pictures(path_of, start + away, stop - away))
        json.dump(film(path, clips, options.minutes, options.seed), open(path + ".json", "w"))
    tests.append(("film", path, json.load(open(path + ".json"))))
    print("| film | boundaries | scenes: found, right, F1 | detect-adaptive | detect-content |")
    print("|---|---|---|---|---|")
    for name, path, boundaries in tests:
        results = [scenes(path), pyscenedetect(path, "adaptive"), pyscenedetect(path, "content")]
        end = ends.get(name, float("inf"))
        results = [[time for time in result if time < end] for result in results]
        cells = [" ".join(f"{value:.0f} %" for value in score(result, boundaries))
                 + f" of {len(result)}" for result in results]
        print(f"| {name} | {len(boundaries)} | " + " | ".join(cells) + " |", flush=True)


main()
