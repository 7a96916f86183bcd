#!/usr/bin/env python3
"""Whether serving has become slower: this build's host beside an earlier one's, pair by pair.

    Benchmarks/serving/against.py EARLIER [--pairs 15] [--seconds 2]

EARLIER is the folder `.build/release` of another checkout. Both hosts run `echo`, inline and in a
worker; each pair loads one right after the other, and the median of the pairs' ratios is what
counts, since the machine's speed drifts. The start of a worker is timed by loading the plugin
again. Exits with 1 where a median is more than 5 % behind.

Needs wrk and two release builds.
"""
import argparse
import os
import sys
import time
from statistics import median

import load
import servers
from measure import CONNECTIONS, FLOATS, work_file

# Of the earlier build's speed.
LEAST = 0.95
LOADS = 20


def start(name, products):
    """A host of the build in `products`, with that build's own plugins."""
    manifest = os.path.join(servers.WORK, f"{name}.yaml")
    with open(manifest, "w") as file:
        file.write(servers.MANIFEST.format(libraries=products))
    return servers.patchbay(name, manifest, products)


def load_time(server):
    """Seconds to start a worker in place of the present one."""
    began = time.monotonic()
    for _ in range(LOADS):
        status, text = server.request(
            "POST", "/v2/repository/models/echo-worker/load", b"{}",
            {"Content-Type": "application/json"})
        if status != 200:
            raise SystemExit(f"{server.name}: loading answered {status}: {text!r}")
    return (time.monotonic() - began) / LOADS


def pairs(count, earlier, later, measure):
    """The later one's figure divided by the earlier one's, for each pair."""
    ratios = []
    for number in range(count):
        order = [earlier, later] if number % 2 == 0 else [later, earlier]
        figures = {server.name: measure(server) for server in order}
        ratios.append(figures[later.name] / figures[earlier.name])
    return ratios


def tell(what, ratios):
    middle = median(ratios)
    word = "met" if middle >= LEAST else "MISSED"
    print(f"  {what:34} {middle:6.3f}   {min(ratios):6.3f} {max(ratios):6.3f}   {word}", flush=True)
    return middle >= LEAST


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("earlier", help="the folder .build/release of another checkout")
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--seconds", type=int, default=2, help="length of each load")
    arguments = parser.parse_args()
    os.makedirs(servers.WORK, exist_ok=True)
    audio = {"name": "audio", "shape": [1, 16], "datatype": "FP32", "parameters": {"rate": 16000}}
    body = load.Body.of_json(work_file("floats.json"), {**audio, "data": FLOATS}, "echo")
    running, met = [], True
    try:
        running.append(start("earlier", os.path.abspath(arguments.earlier)))
        running.append(start("later", servers.PRODUCTS))
        print(f"Speed of this build as a multiple of the earlier one's, {arguments.pairs} pairs")
        print(f"  {'':34} {'median':>6}   {'least':>6} {'most':>6}")
        for connections in CONNECTIONS:
            for model in ("echo", "echo-worker"):
                ratios = pairs(
                    arguments.pairs, *running,
                    lambda server: load.run(
                        server, f"/v2/models/{model}/infer", body, connections,
                        arguments.seconds).rate)
                met &= tell(f"{model}, {connections} connections", ratios)
        ratios = pairs(arguments.pairs, *running, lambda server: 1 / load_time(server))
        met &= tell("start of a worker", ratios)
    finally:
        for server in running:
            server.stop()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
