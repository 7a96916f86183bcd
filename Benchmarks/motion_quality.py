#!/usr/bin/env python3
"""How much of what matters `motion` finds, and how much else it returns.

    Benchmarks/motion_quality.py DATA [--hours 1] [--events 12] [--only NAME,...] [--work FOLDER]

DATA holds clips of static cameras and `events.csv` (file, kind, start_s, end_s), the times of
their events by eye; where its label says `x=.. y=.. w=.. h=..`, only that part is watched. From each clip recordings of an hour and more are made: its events in their
order, and between them long runs of the empty stretches around them, forwards and backwards so
that nothing jumps. Variants add sensor noise, sudden changes of the light, a lamp, clouds, a day
that goes and comes again, a low bit rate, other distances of keyframes.

Prints for each recording the share of the relevant seconds that was found and the share of the
others that was returned, once against the events as they are, once against the events grown to
15 s, which no detector with stretches of at least 15 s can return less of. Beside it stands what
DVR-Scan finds in the same file when it looks every two seconds, grown and joined the same way.

Needs ffmpeg and the built `patchbay`; NumPy and DVR-Scan go into a virtual environment in --work.
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
PACKAGES = ["numpy==2.2.6", "opencv-python-headless==4.12.0.88", "dvr-scan==1.8.2"]
MINIMUM, GAP = 15.0, 4.0
PLAIN = ["-crf", "25"]
VARIANTS = {
    "clean": {},
    "noise": {"noise": 4, "encoder": ["-crf", "28"]},
    "step": {"noise": 1.5, "light": "step"},
    "lamp": {"noise": 1.5, "light": "lamp"},
    "clouds": {"noise": 1.5, "light": "clouds"},
    "day-night": {"noise": 2, "light": "day-night"},
    "low-rate": {"noise": 3, "light": "step",
                 "encoder": ["-b:v", "60k", "-maxrate", "90k", "-bufsize", "180k"]},
    "keys-1s": {"noise": 2, "keys": 1},
    "keys-4s": {"noise": 2, "keys": 4},
    "keys-10s": {"noise": 2, "keys": 10},
    "jumping": {"noise": 1.5, "jumping": True},
}


def probe(path):
    fields = "stream=width,height,r_frame_rate"
    text = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
                           fields, "-of", "csv=p=0", path], check=True, capture_output=True,
                          text=True).stdout.strip().strip(",")
    width, height, rate = text.split(",")[:3]
    numerator, denominator = rate.split("/")
    return int(width), int(height), float(numerator) / float(denominator)


class Clip:
    """All frames of a clip in planar 4:2:0, at no more than 15 per second."""

    def __init__(self, path, events, region):
        import numpy
        # x, y, width, height in pixels: the part that the events are in; the rest never rests.
        self.region = region
        self.width, self.height, rate = probe(path)
        every = max(1, round(rate / 15))
        self.rate = rate / every
        size = self.width * self.height * 3 // 2
        raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt",
                              "yuv420p", "-"], check=True, capture_output=True).stdout
        self.frames = numpy.frombuffer(raw, numpy.uint8).reshape(-1, size)[::every]
        self.events = events
        margin = 0.25
        self.spans = [(max(0, int((start - margin) * self.rate)),
                       min(len(self.frames), int((stop + margin) * self.rate) + 1))
                      for start, stop in events]
        edges = [0] + [edge for span in self.spans for edge in span] + [len(self.frames)]
        self.gaps = list(zip(edges[::2], edges[1::2]))

    def order(self, seconds, count, jumping, random):
        """Indices of frames for a recording, and the times of its events."""
        weights = random.uniform(0.3, 1.7, count + 1)
        busy = sum(self.spans[i % len(self.spans)][1] - self.spans[i % len(self.spans)][0]
                   for i in range(count))
        lengths = weights / weights.sum() * (seconds * self.rate - busy)
        frames, truth = [], []
        for number in range(count):
            which = number % len(self.spans)
            frames += self.empty(which, int(lengths[number]), jumping)
            first, last = self.spans[which]
            start, stop = self.events[which]
            offset = (len(frames) - first) / self.rate
            truth.append((start + offset, stop + offset))
            frames += range(first, last)
        which = count % len(self.spans) or len(self.spans)
        frames += self.empty(which, int(lengths[count]), jumping)
        return frames, truth

    def empty(self, which, length, jumping):
        """A gap between two events, made so long by running over its middle again and again."""
        first, last = self.gaps[which]
        if last - first < self.rate:
            first, last = max(self.gaps, key=lambda gap: gap[1] - gap[0])
        if length <= last - first:
            return list(range(last - length, last))
        # Near the events shadows move already.
        away = int(min(1.0 * self.rate, 0.3 * (last - first)))
        low = first + away
        high = last if last == len(self.frames) else last - away
        there = list(range(low, high))
        run = there if jumping else there[::-1] + there
        rest = length - (last - first)
        middle = run * (rest // len(run))
        left = rest - len(middle)
        tail = there[-left:] if jumping else there[::-1][:left // 2] + there[::-1][:left // 2][::-1]
        return list(range(first, high)) + middle + tail + list(range(high, last))


def light(kind, seconds, width, height, random):
    """A function from a time to the light's gain: a number, or one for each pixel."""
    import numpy
    if kind == "step":
        times = numpy.arange(200, seconds, 420) + random.uniform(0, 60, len(numpy.arange(200, seconds, 420)))
        levels = [1.0] + list(random.uniform(0.55, 1.2, len(times)))

        def step(time):
            at = int(numpy.searchsorted(times, time))
            if at and time - times[at - 1] < 0.3:
                share = (time - times[at - 1]) / 0.3
                return levels[at - 1] * (1 - share) + levels[at] * share
            return levels[at]
        return step
    if kind == "lamp":
        y, x = numpy.mgrid[0:height, 0:width]
        near = numpy.exp(-(numpy.hypot(x / width - 0.2, y / height - 0.3) / 0.35) ** 2)
        lit = (1 + 0.6 * near).astype(numpy.float32)
        return lambda time: lit if int((time + 170) / 400) % 2 else 1.0
    if kind == "clouds":
        return lambda time: (0.8 + 0.1 * numpy.sin(time / 17) + 0.07 * numpy.sin(time / 5.3)
                             + 0.03 * numpy.sin(time / 2.1))
    if kind == "day-night":
        return lambda time: 0.18 + 0.82 * abs(numpy.cos(numpy.pi * time / seconds))
    return lambda time: 1.0


def record(path, clip, seconds, count, noise=0, light_kind="", keys=2, encoder=PLAIN,
           jumping=False):
    """Writes a recording and returns the times of its events."""
    import numpy
    random = numpy.random.default_rng(1)
    frames, truth = clip.order(seconds, count, jumping, random)
    gain = light(light_kind, seconds, clip.width, clip.height, random)
    pixels = clip.width * clip.height
    tiles = numpy.rint(random.normal(0, noise, (24, pixels))).astype(numpy.int16) if noise else None
    distance = str(max(1, round(keys * clip.rate)))
    process = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s",
         f"{clip.width}x{clip.height}", "-r", str(clip.rate), "-i", "-", "-c:v", "libx264",
         "-preset", "veryfast", "-g", distance, "-keyint_min", distance, "-sc_threshold", "0",
         *encoder, "-f", "mp4", path + ".part"], stdin=subprocess.PIPE)
    for number, index in enumerate(frames):
        frame = clip.frames[index]
        factor = gain(number / clip.rate)
        if noise or not numpy.isscalar(factor) or factor != 1:
            frame = frame.copy()
            luma = frame[:pixels]
            if numpy.isscalar(factor):
                table = numpy.clip(numpy.arange(256) * factor, 0, 255).astype(numpy.uint8)
                luma = table[luma]
            else:
                luma = numpy.clip(luma * factor.ravel(), 0, 255).astype(numpy.uint8)
            if noise:
                grain = numpy.roll(tiles[random.integers(24)], int(random.integers(pixels)))
                luma = numpy.clip(luma + grain, 0, 255).astype(numpy.uint8)
            frame[:pixels] = luma
        process.stdin.write(frame.tobytes())
    process.stdin.close()
    if process.wait() != 0:
        sys.exit(f"ffmpeg could not write {path}")
    os.rename(path + ".part", path)
    return truth


def grown(stretches, seconds):
    """Joined over short gaps and grown to the shortest stretch, as `motion` does it."""
    joined = []
    for start, stop in sorted(stretches):
        if joined and start <= joined[-1][1] + GAP:
            joined[-1][1] = max(joined[-1][1], stop)
        else:
            joined.append([start, stop])
    result = []
    for start, stop in joined:
        missing = max(0.0, MINIMUM - (stop - start))
        start, stop = max(0.0, start - missing / 2), min(seconds, stop + missing / 2)
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], stop)
        else:
            result.append([start, stop])
    return result


def length(stretches):
    return sum(stop - start for start, stop in stretches)


def overlap(first, second):
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)


def shares(found, truth, seconds):
    """Found of the relevant; returned of the irrelevant; the same against the grown events."""
    wide = grown(truth, seconds)
    return (100 * overlap(found, truth) / length(truth),
            100 * (length(found) - overlap(found, truth)) / (seconds - length(truth)),
            100 * (length(found) - overlap(found, wide)) / (seconds - length(wide)))


def motion(path, clip):
    command = [PATCHBAY, "run", "motion", path, "--format", "json"]
    if clip.region:
        x, y, width, height = clip.region
        command += ["--region", f"{x / clip.width:.5f},{y / clip.height:.5f},"
                    f"{width / clip.width:.5f},{height / clip.height:.5f}"]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    return [(x["start"], x["stop"]) for x in json.loads(output)["timestamps"]]


def dvr_scan(path, clip, seconds, folder):
    program = os.path.join(folder, "venv", "bin", "dvr-scan")
    skip = str(max(0, round(2 * clip.rate) - 1))
    command = [program, "-q", "-i", path, "-so", "-fs", skip, "-l", "1", "-tb", "0s", "-tp", "0s"]
    if clip.region:
        x, y, width, height = clip.region
        corners = (x, y, x + width, y, x + width, y + height, x, y + height)
        command += ["-a", *map(str, corners)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    times = []
    for text in output.strip().splitlines()[-1].split(",") if output.strip() else []:
        hours, minutes, rest = text.split(":")
        times.append(int(hours) * 3600 + int(minutes) * 60 + float(rest))
    return grown(list(zip(times[::2], times[1::2])), seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", help="folder with the clips and events.csv")
    parser.add_argument("--clips", help="names of clips, separated by commas; all by default")
    parser.add_argument("--hours", type=float, default=1)
    parser.add_argument("--events", type=int, default=12, help="in each recording")
    parser.add_argument("--only", help="names of variants, separated by commas")
    parser.add_argument("--work", default=os.path.join(HERE, "work", "motion"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    environment.enter(os.path.join(os.path.abspath(options.work), "venv"), PACKAGES)

    events, regions = {}, {}
    with open(os.path.join(options.data, "events.csv")) as file:
        for row in csv.DictReader(file):
            if row["kind"] == "event":
                events.setdefault(row["file"], []).append((float(row["start_s"]), float(row["end_s"])))
                region = re.search(r"x=(\d+) y=(\d+) w=(\d+) h=(\d+)", row["label"])
                if region:
                    regions[row["file"]] = [int(number) for number in region.groups()]
    clips = options.clips.split(",") if options.clips else sorted(events)
    names = options.only.split(",") if options.only else list(VARIANTS)
    for given, known in ((clips, events), (names, VARIANTS)):
        for name in given:
            if name not in known:
                raise SystemExit(f"motion_quality: no '{name}'; there are {', '.join(known)}")
    seconds = options.hours * 3600
    print("| recording | motion: found | returned | beyond 15 s | DVR-Scan: found | returned | beyond 15 s |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for name in clips:
        clip = Clip(os.path.join(options.data, name), events[name], regions.get(name))
        for variant in names:
            settings = dict(VARIANTS[variant])
            settings["light_kind"] = settings.pop("light", "")
            title = f"{os.path.splitext(name)[0]} {variant}"
            path = os.path.join(options.work, title.replace(" ", "_") + ".mp4")
            known = path + f".{options.hours:g}h{options.events}.json"
            if not os.path.exists(known):
                truth = record(path, clip, seconds, options.events, **settings)
                json.dump(truth, open(known, "w"))
            truth = json.load(open(known))
            ours = shares(motion(path, clip), truth, seconds)
            theirs = shares(dvr_scan(path, clip, seconds, options.work), truth, seconds)
            cells = [f"{value:.1f} %" for value in (*ours, *theirs)]
            print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


main()
