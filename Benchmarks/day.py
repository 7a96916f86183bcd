#!/usr/bin/env python3
"""How long a day of video takes: `motion` over 24 hours of 1920x1080 H.264, about 25 GB.

    Benchmarks/day.py [--hours 24] [--video CLIP.mp4] [--work FOLDER] [--peers]

Makes the recording once by stream-copying segments: long runs of an empty scene, and every ten
minutes an event of known time. Without --video the scene is drawn by ffmpeg; with it, the empty
and the eventful stretches of a static camera's clip are used (--empty FROM,TO --event FROM,TO in
seconds of the clip). Prints the time, the memory of all processes together (proportional set
size, sampled), what was found, and in the same run what a plain demux of the file costs.

Needs ffmpeg and 60 GB of free disk. Nothing but the recording in --work is left behind.
"""
import argparse
import json
import os
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PATCHBAY = os.path.join(ROOT, ".build", "release", "patchbay")
ENCODER = ("-an -c:v libx264 -preset veryfast -pix_fmt yuv420p -r 25 -g 50 -keyint_min 50 "
           "-sc_threshold 0 -b:v 2310k -maxrate 3500k -bufsize 7000k -video_track_timescale 12800")
EMPTY_SECONDS, EVENT_SECONDS, PERIOD = 60, 20, 600
EVENT_START, EVENT_LENGTH = 8.0, 5.0


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def between(text):
    start, stop = text.split(",")
    return float(start), float(stop)


def make_segments(folder, options):
    """Two segments with the same encoder settings: an empty one, and one with an event."""
    empty, event = os.path.join(folder, "empty.mp4"), os.path.join(folder, "event.mp4")
    scale = "scale=1920:1080:flags=bicubic,noise=alls=6:allf=t"
    if options.video:
        start, stop = options.empty
        # Forwards and backwards, so that the loop has no jump.
        loop = (f"trim={start}:{stop},setpts=PTS-STARTPTS,split[a][b];[b]reverse[r];"
                f"[a][r]concat,loop=-1:10000,setpts=N/25/TB,{scale}")
        ffmpeg("-i", options.video, "-filter_complex", f"[0:v]fps=25,{loop}",
               "-t", str(EMPTY_SECONDS), *ENCODER.split(), empty)
        from_, to = options.event
        length = to - from_
        tail = EVENT_SECONDS - EVENT_START - length
        graph = (f"[0:v]fps=25,split=3[x][y][z];"
                 f"[x]trim={start}:{stop},setpts=PTS-STARTPTS,split[a][b];[b]reverse[r];"
                 f"[a][r]concat,loop=-1:10000,setpts=N/25/TB,trim=0:{EVENT_START}[p];"
                 f"[y]trim={from_}:{to},setpts=PTS-STARTPTS[q];"
                 f"[z]trim={start}:{stop},setpts=PTS-STARTPTS,split[c][d];[d]reverse[s];"
                 f"[c][s]concat,loop=-1:10000,setpts=N/25/TB,trim=0:{tail}[t];"
                 f"[p][q][t]concat=n=3,setpts=N/25/TB,{scale}")
        ffmpeg("-i", options.video, "-filter_complex", graph, "-t", str(EVENT_SECONDS),
               *ENCODER.split(), event)
        return empty, event, length
    # gradients: a still picture with structure; the event is a box that crosses it.
    scene = ("mandelbrot=size=1920x1080:rate=25:start_scale=0.6:end_scale=0.6,"
             "loop=loop=-1:size=1:start=0,setpts=N/25/TB,noise=alls=6:allf=t")
    ffmpeg("-f", "lavfi", "-i", scene, "-t", str(EMPTY_SECONDS), *ENCODER.split(), empty)
    inside = f"between(t,{EVENT_START},{EVENT_START + EVENT_LENGTH})"
    graph = (f"{scene}[s];color=c=white:size=240x360:rate=25[c];"
             f"[s][c]overlay=x='-240+432*(t-{EVENT_START})':y=500:enable='{inside}':eval=frame")
    ffmpeg("-f", "lavfi", "-i", graph, "-t", str(EVENT_SECONDS), *ENCODER.split(), event)
    return empty, event, EVENT_LENGTH


def make_day(folder, options):
    day, truth_path = os.path.join(folder, "day.mp4"), os.path.join(folder, "day.json")
    if os.path.exists(day) and os.path.exists(truth_path):
        return day, json.load(open(truth_path))
    empty, event, length = make_segments(folder, options)
    truth, at, lines = [], 0, []
    total = options.hours * 3600
    while at + PERIOD <= total:
        runs = (PERIOD - EVENT_SECONDS) // EMPTY_SECONDS
        rest = PERIOD - EVENT_SECONDS - runs * EMPTY_SECONDS
        lines += [f"file '{empty}'"] * runs
        if rest:
            lines += [f"file '{empty}'", f"outpoint {rest}"]
        start = at + runs * EMPTY_SECONDS + rest
        lines += [f"file '{event}'"]
        truth.append([start + EVENT_START, start + EVENT_START + length])
        at += PERIOD
    listing = os.path.join(folder, "list.txt")
    with open(listing, "w") as file:
        file.write("\n".join(lines) + "\n")
    ffmpeg("-f", "concat", "-safe", "0", "-i", listing, "-c", "copy", day + ".part.mp4")
    os.rename(day + ".part.mp4", day)
    json.dump(truth, open(truth_path, "w"))
    return day, truth


def descendants(pid):
    found, queue = [], [pid]
    while queue:
        one = queue.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                queue += [int(x) for x in open(f"/proc/{one}/task/{task}/children").read().split()]
        except OSError:
            pass
    return set(found)


def memory(pid):
    """Proportional and resident set size of a process and all that it started, in MB."""
    pss = rss = 0
    for one in descendants(pid):
        try:
            for line in open(f"/proc/{one}/smaps_rollup"):
                if line.startswith("Pss:"):
                    pss += int(line.split()[1])
                elif line.startswith("Rss:"):
                    rss += int(line.split()[1])
        except OSError:
            pass
    return pss / 1000, rss / 1000


def timed(command):
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    samples = []

    def sample():
        while process.poll() is None:
            samples.append(memory(process.pid))
            time.sleep(0.25)

    watcher = threading.Thread(target=sample)
    watcher.start()
    output, errors = process.communicate()
    watcher.join()
    seconds = time.monotonic() - began
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return seconds, output, samples


def overlap(a, b):
    return sum(max(0.0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--video")
    parser.add_argument("--empty", type=between, default=(0.0, 5.0))
    parser.add_argument("--event", type=between, default=(5.0, 9.0))
    parser.add_argument("--work", default=os.path.join(HERE, "work", "day"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    day, truth = make_day(options.work, options)
    size = os.path.getsize(day) / 1e9
    print(f"recording: {options.hours} h, {size:.1f} GB, {len(truth)} events")

    demux, _, _ = timed(["ffmpeg", "-v", "error", "-nostdin", "-i", day, "-map", "0:v", "-c", "copy",
                         "-f", "null", "-"])
    seconds, output, samples = timed([PATCHBAY, "run", "motion", day, "--format", "json"])
    found = [(x["start"], x["stop"]) for x in json.loads(output)["timestamps"]]
    relevant = sum(stop - start for start, stop in truth)
    irrelevant = options.hours * 3600 - relevant
    hit = overlap(truth, found)
    false = sum(stop - start for start, stop in found) - hit
    print(f"motion: {seconds:.1f} s, {options.hours * 3600 / seconds:.0f} x real time")
    print(f"demux only (ffmpeg -c copy): {demux:.1f} s; motion / demux = {seconds / demux:.2f}")
    print(f"memory of all processes: at most {max(x[0] for x in samples):.0f} MB proportional, "
          f"{max(x[1] for x in samples):.0f} MB resident")
    third = max(1, len(samples) // 3)
    early = max(x[0] for x in samples[third:2 * third] or samples)
    late = max(x[0] for x in samples[-third:])
    print(f"memory, middle third {early:.0f} MB, last third {late:.0f} MB")
    print(f"found {100 * hit / relevant:.1f} % of the relevant seconds, returned "
          f"{100 * false / irrelevant:.2f} % of the irrelevant ones in {len(found)} stretches")


main()
