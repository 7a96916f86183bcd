#!/usr/bin/env python3
"""What the host's HTTP server costs, beside Triton and nginx.

Every round loads each server in turn with the same request, so that what else the machine does
meets all of them alike; the figures are medians over the rounds, and only their ratios within
one run mean anything. Needs wrk, nginx, a C compiler, ffmpeg, and the host built for release.
"""

import argparse
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time

import load
import report
import servers

FLOATS = [0.5, 1.25, -3.5, 4, 5, 6, 7, 8, 9.75, 10, 11, 12, 13, 14, 15, 16.125]
CONNECTIONS = (1, 16, 64)
MEDIA_CONNECTIONS = 16
# About as many bytes as the JPEG has.
WIDTH = HEIGHT = 186


class Case:
    """One request to one server, and what its answer must hold."""

    def __init__(self, label, server, path, body, expected):
        self.label, self.server, self.path, self.body = label, server, path, body
        status, answer = server.request("POST", path, body.content, body.headers)
        if status != 200 or expected not in answer:
            raise SystemExit(f"{label}: {path} answered {status}: {answer[:500]!r}")

    def run(self, connections, seconds):
        return load.run(self.server, self.path, self.body, connections, seconds)


def work_file(name):
    return os.path.join(servers.WORK, name)


def make_jpeg(bytes_wanted=100_000):
    """A noisy picture whose JPEG has about as many bytes as are wanted."""
    path = work_file("picture.jpg")
    for quality in range(2, 32):
        source = "testsrc2=size=640x480,noise=alls=20:all_seed=1"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-frames:v", "1",
             "-q:v", str(quality), path], check=True, stdin=subprocess.DEVNULL)
        if os.path.getsize(path) <= bytes_wanted * 1.05:
            break
    with open(path, "rb") as file:
        return file.read()


def float_cases(host, triton, nginx):
    """16 floats as JSON, there and back."""
    shape = {"shape": [1, 16], "datatype": "FP32"}
    audio = {"name": "audio", **shape, "parameters": {"rate": 16000}, "data": FLOATS}
    ours = load.Body.of_json(work_file("floats.json"), audio, "echo")
    tensor = {"name": "x", **shape, "data": FLOATS}
    theirs = load.Body.of_json(work_file("triton-floats.json"), tensor, "y")
    return [
        Case("inline", host, "/v2/models/echo/infer", ours, b"-3.5"),
        Case("worker", host, "/v2/models/echo-worker/infer", ours, b"-3.5"),
        Case("triton", triton, "/v2/models/echo/infer", theirs, b"-3.5"),
        Case("nginx", nginx, "/v2/models/echo/infer", ours, b"-3.5"),
    ]


def media_cases(host, triton, nginx):
    """A picture as a binary tensor: only its size, or the number of its bytes, comes back."""
    jpeg = make_jpeg()
    tensor = {"shape": [1], "datatype": "BYTES"}
    encoded = load.Body.of_bytes(
        work_file("jpeg.bin"), {"name": "frame", **tensor}, load.element(jpeg), "size")
    theirs = load.Body.of_bytes(
        work_file("triton-jpeg.bin"), {"name": "x", **tensor}, load.element(jpeg), "y")
    pixels = load.Body.of_bytes(
        work_file("pixels.bin"),
        {"name": "frame", "shape": [1, HEIGHT, WIDTH, 3], "datatype": "UINT8"},
        bytes(range(256)) * (WIDTH * HEIGHT * 3 // 256) + bytes(WIDTH * HEIGHT * 3 % 256), "size")
    size = struct.pack("<i", len(jpeg))
    cases = [
        Case("triton", triton, "/v2/models/size/infer", theirs, str(len(jpeg)).encode()),
        Case("nginx", nginx, "/v2/models/size/infer", theirs, b"-3.5"),
    ]
    for label, model in (("inline", "echo"), ("worker", "echo-worker")):
        path = f"/v2/models/{model}/infer"
        cases.append(Case(f"{label}, pixels", host, path, pixels, b"[186,186,"))
        cases.append(Case(f"{label}, JPEG", host, path, encoded, b"[640,480,"))
    return cases


def measure(cases, connections, rounds, seconds, say):
    """Figures by case and number of connections: a list of one for each round."""
    figures = {(case.label, count): [] for case in cases for count in connections}
    for number in range(rounds):
        for count in connections:
            # Every server is first, last and in the middle in turn.
            first = number % len(cases)
            for case in cases[first:] + cases[:first]:
                figure = case.run(count, seconds)
                figures[case.label, count].append(figure)
                say(f"round {number + 1}: {case.label}, {count}: {figure.rate:,.0f}/s")
    return figures


# Longer than the `rest` of plugins.yaml, after which workers that have nothing to do end.
REST_SECONDS = 35


def idle(start, times, rest=0):
    """Ready time and memory of a server that nobody has asked anything: one for each start.

    `rest`: seconds to wait before the look at the memory.
    """
    seen = []
    for _ in range(times):
        server = start()
        try:
            time.sleep(rest)
            seen.append((server.ready_seconds, *server.memory(), len(server.processes())))
        finally:
            server.stop()
    return seen


def go_first():
    """Has the processes started here go before all others, so that those disturb less."""
    child = os.fork()
    if child != 0:
        # Only a session of its own can be put first, and its leader must be a new process.
        signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    os.setsid()
    try:
        with open("/proc/self/autogroup", "w") as file:
            file.write("-18")
    except OSError as error:
        raise SystemExit(f"serving: --first needs root and the kernel's autogroups: {error}")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="length of each load")
    parser.add_argument("--only", choices=["idle", "floats", "media"], action="append")
    parser.add_argument("--json", metavar="FILE", help="write all figures there, too")
    parser.add_argument(
        "--first", action="store_true", help="go before all else that this machine does")
    parser.add_argument("--verbose", action="store_true", help="print each figure as it comes")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    for tool in ("wrk", "nginx", "cc", "ffmpeg"):
        if shutil.which(tool) is None:
            raise SystemExit(f"serving: {tool} is missing; install it and try again")
    if arguments.first:
        go_first()
    os.makedirs(servers.WORK, exist_ok=True)
    parts = arguments.only or ["idle", "floats", "media"]

    def say(line):
        if arguments.verbose:
            print(line, file=sys.stderr, flush=True)

    nginx_answer = json.dumps(
        {"model_name": "echo", "model_version": "1",
         "outputs": [{"name": "y", "datatype": "FP32", "shape": [1, 16], "data": FLOATS}]},
        separators=(",", ":"))
    starts = {
        "patchbay": servers.patchbay,
        "triton": servers.triton,
        "nginx": lambda: servers.nginx(nginx_answer),
    }
    everything = report.Report()
    if "idle" in parts:
        default = os.path.join(servers.ROOT, "plugins.yaml")
        everything.idle(
            {"patchbay, default manifest": idle(
                lambda: servers.patchbay("default", default), 1, REST_SECONDS),
             "the same, just started": idle(
                lambda: servers.patchbay("default", default), arguments.rounds),
             **{name: idle(start, arguments.rounds) for name, start in starts.items()}})
    running = []
    try:
        if {"floats", "media"} & set(parts):
            for start in starts.values():
                running.append(start())
        if "floats" in parts:
            everything.floats(measure(
                float_cases(*running), CONNECTIONS, arguments.rounds, arguments.seconds, say))
        if "media" in parts:
            everything.media(measure(
                media_cases(*running), (MEDIA_CONNECTIONS,), arguments.rounds,
                arguments.seconds, say))
    finally:
        for server in running:
            server.stop()
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(everything.data, file, indent=2)


if __name__ == "__main__":
    main()
