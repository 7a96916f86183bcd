#!/usr/bin/env python3
"""What the host answers to media that are broken, huge or none at all, and what they cost it.

    Benchmarks/bad_media.py [--gigabytes 2]

Posts each to `/v1/run/{plugin}` and prints the status, the sentence, the time and the most memory
that the host and its children had meanwhile. Exits with 1 if an answer has another status than it
should, has no sentence, or leaves the host unwell.

Needs a release build and ffmpeg.
"""
import argparse
import os
import random
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "faulty"))
from host import BUILD, Host, error_of  # noqa: E402

MEDIA = os.path.join(BUILD, "patchbay-media")


class MemoryWatch:
    """The most memory (proportional, KiB) of the host with its children, and of the host alone."""

    def __init__(self, host):
        self.pid, self.most, self.most_own = host.process.pid, 0, 0
        self.is_stopping = False
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        while not self.is_stopping:
            own = proportional(self.pid)
            total = own + sum(proportional(child) for child in children(self.pid))
            self.most_own, self.most = max(self.most_own, own), max(self.most, total)
            time.sleep(0.05)

    def stop(self):
        self.is_stopping = True
        self.thread.join()
        return self.most, self.most_own


def proportional(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except OSError:
        return 0


def children(pid):
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                found += [int(child) for child in file.read().split()]
    except OSError:
        pass
    return found


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def zeros(count):
    block = bytes(1 << 20)
    for _ in range(count >> 20):
        yield block


def box(kind, content):
    return struct.pack(">I4s", len(content) + 8, kind) + content


def png_header(width, height):
    import zlib
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def make_media(folder):
    def path(name):
        return os.path.join(folder, name)

    subprocess.run([MEDIA, "sample", path("good.mp4"), "--seconds", "8"],
                   check=True, stdout=subprocess.DEVNULL)
    good = read(path("good.mp4"))
    ffmpeg("-i", path("good.mp4"), "-c", "copy", "-movflags", "+faststart", path("fast.mp4"))
    fast = read(path("fast.mp4"))
    ffmpeg("-f", "lavfi", "-i", "sine=duration=3", path("audio.mp4"))
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=10000x10000", "-frames:v", "1", path("huge.jpg"))
    noise = random.Random(1).randbytes
    damaged = bytearray(fast)
    for place in range(len(damaged) // 3, len(damaged) - 4, 997):
        damaged[place:place + 4] = noise(4)
    wav = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + struct.pack(
        "<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16) + b"data" + struct.pack("<I", 0)
    huge = read(path("huge.jpg"))
    # What it is, for which plugin, the body, its type, and the statuses that are right.
    return [
        ("a sound recording", "motion", good, "video/mp4", {200}),
        ("empty", "motion", b"", "video/mp4", {400, 415}),
        ("empty, in chunks", "motion", iter([]), "video/mp4", {400, 415}),
        ("one byte", "motion", b"\0", "video/mp4", {415, 422}),
        ("cut short, its index at the end", "motion", good[:len(good) // 2], "video/mp4",
         {415, 422}),
        ("cut short, its index in front", "motion", fast[:len(fast) // 2], "video/mp4", {200}),
        ("damaged here and there", "motion", bytes(damaged), "video/mp4", {200, 422}),
        ("of zero length", "loudness", wav, "audio/wav", {200, 400, 415, 422}),
        ("garbage behind a good header", "motion",
         box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + noise(1 << 20), "video/mp4", {415, 422}),
        ("garbage behind a good index", "motion",
         fast[:fast.index(b"mdat") + 4] + noise(len(fast) - fast.index(b"mdat") - 4), "video/mp4",
         {200, 422}),
        ("garbage", "motion", noise(1 << 20), "video/mp4", {415, 422}),
        ("a JPEG of 10,000x10,000", "echo", huge, "image/jpeg", {200, 413}),
        ("that JPEG, for a plugin that wants less", "motion", huge, "image/jpeg", {200}),
        ("that JPEG, cut short", "echo", huge[:len(huge) // 2], "image/jpeg", {200, 413, 422}),
        ("a PNG that says 100,000x100,000", "echo", png_header(100_000, 100_000), "image/png",
         {413, 415, 422}),
        ("the wrong content type", "motion", good, "application/json", {415}),
        ("text where video is wanted", "motion", b"hello", "text/plain", {415}),
        ("a video's content type on audio", "motion", read(path("audio.mp4")), "video/mp4",
         {415, 422}),
        ("a picture's content type on video", "motion", good, "image/jpeg", {200}),
    ]


def post(host, plugin, body, content_type, length=None):
    headers = {"Content-Type": content_type}
    if length:
        headers["Content-Length"] = str(length)
    try:
        return host.request("POST", f"/v1/run/{plugin}", body, headers, timeout=600)
    except (BrokenPipeError, ConnectionResetError) as error:
        return 0, f"the host hung up: {error}"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--gigabytes", type=int, default=2)
    options = options.parse_args()
    right = True
    with tempfile.TemporaryDirectory() as folder:
        media = make_media(folder)
        count = options.gigabytes << 30
        media.append((f"{options.gigabytes} GB of zeros", "motion", zeros(count), "video/mp4",
                      {415, 422}, count))
        host = Host({"motion": [], "loudness": [], "echo": []},
                    [f"spool: {folder}"])
        try:
            first = host.memory()
            print(f"{'medium':40} {'for':9} {'s':>6} {'all MiB':>8} {'host MiB':>8}  answer")
            for name, plugin, body, content_type, statuses, *length in media:
                watch = MemoryWatch(host)
                begun = time.monotonic()
                status, text = post(host, plugin, body, content_type, *length)
                seconds = time.monotonic() - begun
                most, own = watch.stop()
                sentence = error_of(text)[0] if status != 200 else text
                is_right = status in statuses and bool(sentence) and host.is_healthy()
                right = right and is_right
                print(f"{name:40} {plugin:9} {seconds:6.2f} {most >> 10:8} {own >> 10:8}  "
                      f"{'' if is_right else 'WRONG '}{status} {' '.join(sentence.split())[:140]}")
            time.sleep(2)
            last = host.memory()
            print(f"memory of the host's own: {first >> 10} MiB at first, {last >> 10} MiB at last")
            status, _ = post(host, *media[0][1:4])
            right = right and status == 200 and host.is_healthy()
        finally:
            right = host.stop() == 0 and right
    print("the host is unharmed" if right else "something is not as it must be")
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
