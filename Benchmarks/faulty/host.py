"""Starts `patchbay serve` with a manifest of its own, for the measurements beside it."""
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("PATCHBAY_BUILD") or os.path.join(ROOT, ".build", "release")
FIXTURES = os.path.join(ROOT, "Tests", "Fixtures")


def fixture(name):
    """The library of a plugin in Swift that the build makes for the tests."""
    return os.path.join(BUILD, f"lib{name}_fixture.so")


def compile_fixture(folder, name, sources, *options):
    """Builds a plugin in C from the tests' fixtures."""
    path = os.path.join(folder, f"lib{name}.so")
    subprocess.run(
        ["clang", "-std=gnu11", "-shared", "-fPIC", "-O1", "-w",
         "-I", os.path.join(ROOT, "SDK", "ABI", "include"),
         *[os.path.join(FIXTURES, source) for source in sources], *options, "-lm", "-o", path],
        check=True)
    return path


class Host:
    """One running host. `plugins` maps names to the lines of their manifest entries."""

    def __init__(self, plugins, settings=(), errors=None):
        """`errors`: a file for the host's standard error, in place of a log of its own."""
        self.folder = tempfile.mkdtemp(prefix="patchbay-bench-")
        manifest = os.path.join(self.folder, "plugins.yaml")
        lines = ["version: 1", "host:", "  listen: 127.0.0.1:0"]
        lines += [f"  {line}" for line in settings] + ["plugins:"]
        for name, entry in plugins.items():
            lines.append(f"  {name}:")
            lines += [f"    {line}" for line in entry]
        with open(manifest, "w") as file:
            file.write("\n".join(lines) + "\n")
        self.log = errors or open(os.path.join(self.folder, "log"), "w")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [os.path.join(BUILD, "patchbay"), "serve", "-m", manifest],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.ready_after = time.monotonic() - self.started
        found = re.search(r"http://([^:]+):(\d+)", line)
        if not found:
            raise SystemExit(f"the host did not start: {line!r}; see {self.log.name}")
        self.address = (found[1], int(found[2]))

    def connect(self, timeout=60):
        return http.client.HTTPConnection(*self.address, timeout=timeout)

    def request(self, method, path, body=None, headers=None, timeout=60):
        """Status and text of one answer."""
        connection = self.connect(timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def run(self, plugin, query, text="x", timeout=60):
        return self.request(
            "POST", f"/v1/run/{plugin}?{query}", text.encode(), {"Content-Type": "text/plain"},
            timeout)

    def plugins(self):
        status, text = self.request("GET", "/v1/plugins")
        assert status == 200, text
        found = json.loads(text)
        return found["plugins"] if isinstance(found, dict) else found

    def is_healthy(self):
        return self.request("GET", "/v2/health/live")[0] == 200

    def memory(self):
        """KiB of memory that belong to the host's own process alone."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return self.process.returncode


def error_of(text):
    """The sentence and the code in an answer."""
    try:
        found = json.loads(text)
        return found.get("error", text), found.get("code", "")
    except (ValueError, AttributeError):
        return text, ""
