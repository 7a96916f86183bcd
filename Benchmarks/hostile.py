#!/usr/bin/env python3
"""What the host does with what nobody should send it, while another client goes on asking.

    Benchmarks/hostile.py [--only NAME ...] [--no-browser]

Serves plugins.yaml as it is, with `echo` enabled and a catalogue that is not there. A second
process asks `echo` 200 times a second, each time on a new connection, and wants each answer
within 1 s. Meanwhile every row of `hostile/rows.py` is sent; each has to be answered with the right
status and a sentence in JSON, once. The host's own memory may not be more than 64 MiB above
what it was at the start, and has to be back within 10 s. Then a page of another origin tries in
Chromium to unload, delete, upload and read, and the host's own page does what it may; and hosts of
their own have a spool that is missing or full, and a log that nobody reads.

Needs a release build; Chromium and chromedriver for the last part. Load goes to loopback alone.
"""
import argparse
import multiprocessing
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "faulty"), os.path.join(HERE, "hostile")]
import browser  # noqa: E402
import places  # noqa: E402
import rows  # noqa: E402
from client import request  # noqa: E402
from host import BUILD, ROOT, Host  # noqa: E402

MOST_MEMORY = 64 << 10  # KiB above the start
RATE = 200  # requests per second
PATIENCE = 1.0  # seconds for one answer


class DefaultHost(Host):
    """A host with the project's own manifest, and `echo` enabled."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="patchbay-hostile-")
        with open(os.path.join(ROOT, "plugins.yaml")) as file:
            text = file.read()
        text = text.replace("  echo:\n    enabled: false", "  echo:")
        text = re.sub(r"listen: \S+", f"listen: 127.0.0.1:0\n  libraries: [{BUILD}]", text, count=1)
        manifest = os.path.join(self.folder, "plugins.yaml")
        with open(manifest, "w") as file:
            file.write(text)
        self.log = open(os.path.join(self.folder, "log"), "w")
        self.process = subprocess.Popen(
            [os.path.join(BUILD, "patchbay"), "serve", "-m", manifest],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        found = re.search(r"http://([^:]+):(\d+)", self.process.stdout.readline())
        if not found:
            raise SystemExit(f"the host did not start; see {self.log.name}")
        self.address = (found[1], int(found[2]))


def ask(address, stop, counts):
    """Asks `echo` again and again; counts answers, failures and the longest wait."""
    body = (b'{"inputs":[{"name":"audio","datatype":"FP32","shape":[1,2],"data":[1,2],'
            b'"parameters":{"rate":8000}}]}')
    raw = request("POST", rows.INFER, body, host=f"{address[0]}:{address[1]}",
                  headers=[rows.JSON, "Connection: close"])
    due = time.monotonic()
    while not stop.is_set():
        due += 1 / RATE
        began = time.monotonic()
        answer = b""
        try:
            with socket.create_connection(address, timeout=PATIENCE) as connection:
                connection.sendall(raw)
                while more := connection.recv(4096):
                    answer += more
        except OSError as error:
            answer = str(error).encode()
        took = time.monotonic() - began
        with counts.get_lock():
            counts[0] += 1
            counts[2] = max(counts[2], took)
            if not answer.startswith(b"HTTP/1.1 200") or took > PATIENCE:
                counts[1] += 1
        time.sleep(max(0, due - time.monotonic()))
        due = max(due, time.monotonic() - 1)


class Memory:
    """The most memory that was the host's own since it was last asked."""

    def __init__(self, host):
        self.host, self.most, self.is_over = host, 0, False
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while not self.is_over:
            try:
                self.most = max(self.most, self.host.memory())
            except OSError:
                return
            time.sleep(0.02)

    def take(self):
        most, self.most = self.most, self.host.memory()
        return most


def is_back(host, start):
    """Waits until the memory is what it was, give or take, at most 10 s."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if host.memory() <= start + (8 << 10):
            return True
        time.sleep(0.1)
    return False


def run_row(row, host, memory, start, counts):
    """Prints a line for the row, and one for each answer that is wrong."""
    before, sent, wrong = counts[1], 0, []
    try:
        for what, answer, right in row(host.address):
            sent += 1
            problem = answer.problem(right)
            if problem:
                wrong.append(f"{what}: {problem}")
    except OSError as error:
        wrong.append(f"the host is gone or stuck: {error}")
    above = memory.take() - start
    lost = int(counts[1] - before)
    back = is_back(host, start)
    good = not wrong and above <= MOST_MEMORY and not lost and back
    print(f"  {row.__name__:10} {sent:6} sent {len(wrong):5} wrong {above / 1024:8.1f} MiB above "
          f"{'' if back else 'AND KEPT '} {lost:4} others lost   {'met' if good else 'MISSED'}",
          flush=True)
    for line in wrong[:12]:
        print(f"      {line}")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [row.__name__ for row in rows.ALL] + ["browser", "places"]
    parser.add_argument("--only", action="append", choices=names)
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    host = DefaultHost()
    stop, counts = multiprocessing.Event(), multiprocessing.Array("d", 3)
    asker = multiprocessing.Process(target=ask, args=(host.address, stop, counts), daemon=True)
    good = True
    try:
        asker.start()
        time.sleep(3)
        start, memory = host.memory(), Memory(host)
        print(f"The host's own memory at the start: {start / 1024:.1f} MiB")
        for row in rows.ALL:
            if not arguments.only or row.__name__ in arguments.only:
                good &= run_row(row, host, memory, start, counts)
        if not arguments.no_browser and (not arguments.only or "browser" in arguments.only):
            good &= browser.run(host)
        if not arguments.only or "places" in arguments.only:
            good &= places.run()
        good &= host.is_healthy()
    finally:
        stop.set()
        asker.join(5)
        host.stop()
    print(f"The other client: {counts[0]:.0f} requests, {counts[1]:.0f} lost, "
          f"the longest {counts[2] * 1000:.0f} ms")
    if good:
        shutil.rmtree(host.folder)
    else:
        print(f"The host's log: {host.log.name}")
    return 0 if good and counts[1] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
