#!/usr/bin/env python3
"""What a plugin that misbehaves costs its neighbours, its clients and the host.

    Benchmarks/faults.py [--cycles 1000] [--connections 4]

Starts a host with `echo`, the fixtures that misbehave, and libraries that are broken, and shows:
which request failed on `echo` while each misdeed was done next door; the error of each, and how
long until the same plugin answered again, less the time that it needs to start; what 1,000 loads
and unloads leave behind; how soon a worker hears that its client is gone; and the reason for which
each broken library is refused. Exits with 1 if something is not as it must be.

Needs a release build with the fixtures (swift build -c release) and clang.
"""
import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "faulty"))
from host import BUILD, Host, compile_fixture, error_of, fixture  # noqa: E402

# What is done, in which call, and the seconds that the client allows.
DEEDS = [
    ("segfault", "push", 20), ("segfault", "open", 20), ("segfault", "close", 20),
    ("abort", "push", 20), ("exit", "push", 20), ("exit-at-once", "finish", 20),
    ("kill", "push", 20), ("divide", "push", 20), ("stack", "push", 20),
    ("crash-in-a-thread", "push", 20), ("hang", "push", 0.3), ("hang", "finish", 0.3),
    ("spin", "push", 0.3), ("block-signals", "push", 0.3), ("memory", "push", 20),
    ("flood", "push", 20), ("huge-artifact", "push", 20), ("wrong-dimensions", "push", 20),
    ("time-not-a-number", "push", 20), ("backwards", "push", 20), ("unknown-port", "push", 20),
    ("bad-utf8", "push", 20), ("fail", "push", 20), ("fail-silently", "push", 20),
    ("unknown-status", "push", 20), ("cancel-unasked", "push", 20), ("stderr", "push", 20),
    ("close-descriptors", "push", 20), ("leak", "push", 20),
]
SWIFT_DEEDS = ["index", "overflow", "unwrap", "fatal-error", "precondition", "cast", "recursion",
               "exit", "throw"]
BROKEN = [
    ("wrong-abi", ["wrong-abi.c"], []), ("no-note", ["no-note.c"], []),
    ("wrong-architecture", ["well.c"], []), ("missing-symbol", ["no-symbol.c"], []),
    ("missing-dependency", None, []), ("crashed-on-load", ["crashing-constructor.c"], []),
    ("hung-on-load", ["hanging-constructor.c"], []),
    ("bad-descriptor", ["lies.c"], ["-DLIE=NULL_NAME"]),
]
EXPECTED = {"no-note": "wrong-abi"}


class Load:
    """Requests to echo on several connections, until it is stopped."""

    BODY = json.dumps({"parameters": {"rate": 16000}, "inputs": [{
        "name": "audio", "datatype": "FP32", "shape": [1, 16],
        "data": [index / 3 for index in range(16)]}]}).encode()

    def __init__(self, host, connections):
        self.host, self.is_stopping = host, False
        self.answered, self.failed, self.slowest = 0, [], 0.0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work) for _ in range(connections)]
        for thread in self.threads:
            thread.start()

    def work(self):
        connection = self.host.connect()
        answered, slowest = 0, 0.0
        while not self.is_stopping:
            begun = time.monotonic()
            try:
                connection.request("POST", "/v2/models/echo/infer", self.BODY)
                answer = connection.getresponse()
                text = answer.read()
                if answer.status != 200:
                    self.failed.append(text.decode())
            except OSError as error:
                self.failed.append(repr(error))
                connection = self.host.connect()
            answered += 1
            slowest = max(slowest, time.monotonic() - begun)
        with self.lock:
            self.answered += answered
            self.slowest = max(self.slowest, slowest)

    def stop(self):
        self.is_stopping = True
        for thread in self.threads:
            thread.join()


def start_time(host, name):
    """Milliseconds that a plugin needs to start, as a load over HTTP sees it."""
    times = []
    for _ in range(9):
        begun = time.monotonic()
        status, text = host.request("POST", f"/v2/repository/models/{name}/load")
        assert status == 200, text
        times.append((time.monotonic() - begun) * 1000)
    return statistics.median(times)


def misdeeds(host, connections):
    load = Load(host, connections)
    # Under the same load: a start competes with it for the processors.
    starts = {name: start_time(host, name) for name in ("unruly", "misbehave")}
    print("own start, by a load over HTTP: "
          + ", ".join(f"{name} {value:.1f} ms" for name, value in starts.items()))
    deeds = [("unruly", how, where, limit) for how, where, limit in DEEDS]
    deeds += [("misbehave", how, "push", 20) for how in SWIFT_DEEDS]
    rows, extras = [], []
    for plugin, how, where, limit in deeds:
        query = f"how={how}&timeout={limit}" + (f"&where={where}" if plugin == "unruly" else "")
        status, text = host.run(plugin, query)
        failed_at = time.monotonic()
        again, after = host.run(plugin, "how=behave")
        back = (time.monotonic() - failed_at) * 1000
        extra = max(0.0, back - starts[plugin])
        extras.append(extra)
        sentence = "served" if status == 200 else f"{status} {error_of(text)[0]}"
        rows.append((plugin, how, where, back, extra, again == 200, sentence))
        if again != 200:
            print(f"not back: {plugin} {how}: {after}", file=sys.stderr)
    load.stop()
    print(f"{'plugin':10} {'misdeed':18} {'in':7} {'back':>8} {'less start':>10}  answer")
    for plugin, how, where, back, extra, _, sentence in rows:
        print(f"{plugin:10} {how:18} {where:7} {back:6.1f}ms {extra:8.1f}ms  {sentence[:150]}")
    print(f"echo meanwhile: {load.answered} requests on {connections} connections, "
          f"{len(load.failed)} failed, the slowest took {load.slowest * 1000:.0f} ms")
    for failure in load.failed[:5]:
        print(f"  failed: {failure}")
    worst, middle = max(extras), statistics.median(extras)
    names = all(plugin in sentence for plugin, *_, sentence in rows if sentence != "served")
    return {
        "no request on echo failed": not load.failed,
        "every misbehaving plugin answered again": all(row[5] for row in rows),
        "every error names its plugin": names,
        f"back within 50 ms plus its own start (median {middle:.1f} ms, at worst {worst:.1f} ms)":
            worst <= 50,
    }


def cycles(host, count):
    def cycle():
        for action in ("unload", "load"):
            status, text = host.request("POST", f"/v2/repository/models/cycled/{action}")
            assert status == 200, text

    for _ in range(min(100, count)):
        cycle()
    before = (host.memory(), host.descriptors(), host.threads())
    begun = time.monotonic()
    for _ in range(count):
        cycle()
    seconds = time.monotonic() - begun
    time.sleep(1)
    after = (host.memory(), host.descriptors(), host.threads())
    print(f"{count} loads and unloads in {seconds:.1f} s: memory of the host's own "
          f"{before[0]} -> {after[0]} KiB, descriptors {before[1]} -> {after[1]}, "
          f"threads {before[2]} -> {after[2]}")
    growth = after[0] - before[0]
    return {
        f"memory flat after {count} loads and unloads ({growth:+} KiB)": growth < 4096,
        "no descriptor left open": after[1] <= before[1] + 2,
        "no thread left over": after[2] <= before[2] + 2,
    }


def wait_for(event, path, since):
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        if os.path.exists(path):
            with open(path) as file:
                for line in file:
                    name, _, stamp = line.partition(" ")
                    if name == event and int(stamp) >= since:
                        return int(stamp)
        time.sleep(0.002)
    return None


def disconnects(host, folder):
    delays = []
    for index in range(20):
        witness = os.path.join(folder, f"witness-{index}")
        connection = host.connect()
        begun = time.monotonic_ns()
        connection.putrequest("POST", f"/v1/run/slow?delay=30&witness={witness}")
        connection.putheader("Content-Type", "text/plain")
        connection.putheader("Content-Length", "1")
        connection.endheaders(b"x")
        assert wait_for("push", witness, begun), "the plugin was not reached"
        time.sleep(0.05)
        left = time.monotonic_ns()
        connection.close()
        seen = wait_for("cancelled", witness, begun)
        assert seen, "the plugin was never told"
        delays.append((seen - left) / 1e6)
    print(f"a client leaves in the middle: the worker sees it after "
          f"{statistics.median(delays):.1f} ms (median of {len(delays)}), "
          f"at worst {max(delays):.1f} ms")
    return {"a worker sees that its client is gone within 50 ms": max(delays) <= 50}


def build_broken(folder):
    paths = {}
    for name, sources, options in BROKEN:
        if sources is None:
            absent = compile_fixture(folder, "absent", ["absent.c"])
            paths[name] = compile_fixture(folder, name, ["missing-dependency.c"], absent)
            os.remove(absent)
            continue
        paths[name] = compile_fixture(folder, name, sources, *options)
        if name == "wrong-architecture":
            with open(paths[name], "r+b") as file:
                file.seek(18)
                file.write(bytes([183, 0]))
    paths["not-found"] = os.path.join(folder, "libthere-is-none.so")
    return paths


def refusals(host, broken):
    found = {plugin["name"]: plugin for plugin in host.plugins()}
    right = True
    for name in broken:
        plugin = found[f"broken-{name}"]
        code, reason = plugin.get("code"), plugin.get("reason")
        right = right and plugin["state"] == "refused" and code == EXPECTED.get(name, name)
        print(f"{name:20} {plugin['state']:9} {code:20} {reason}")
    ready = found["echo"]["state"] == "ready"
    return {f"{len(broken)} broken libraries are refused, each with its code": right,
            "the host serves all the same": ready and host.is_healthy()}


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--cycles", type=int, default=1000)
    options.add_argument("--connections", type=int, default=4)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unruly = compile_fixture(folder, "unruly", ["unruly.c", "deeds.c"])
        broken = build_broken(folder)
        plugins = {
            "echo": ["queue: 1000"],
            "cycled": ["library: " + os.path.join(BUILD, "libecho.so")],
            # With no grace a plugin that hangs is ended with its request.
            "unruly": [f"library: {unruly}", "grace: 0 s", "memory: 300 MiB"],
            "misbehave": [f"library: {fixture('misbehave')}", "grace: 0 s"],
            "slow": [f"library: {fixture('slow')}", f"writable: [{folder}]"],
        }
        for name, path in broken.items():
            plugins[f"broken-{name}"] = [f"library: {path}"]
        host = Host(plugins)
        print(f"the host is ready after {host.ready_after * 1000:.0f} ms, "
              "with a library among its own that never finishes loading")
        verdicts = {}
        try:
            print("\n-- broken libraries")
            verdicts |= refusals(host, broken)
            print("\n-- misdeeds under load")
            verdicts |= misdeeds(host, options.connections)
            print("\n-- clients that leave")
            verdicts |= disconnects(host, folder)
            print("\n-- loads and unloads")
            verdicts |= cycles(host, options.cycles)
            verdicts["the host is well"] = host.is_healthy()
        finally:
            status = host.stop()
        verdicts["the host stopped in order"] = status == 0
    print()
    for sentence, holds in verdicts.items():
        print(f"{'yes' if holds else 'NO ':3}  {sentence}")
    sys.exit(0 if all(verdicts.values()) else 1)


if __name__ == "__main__":
    main()
