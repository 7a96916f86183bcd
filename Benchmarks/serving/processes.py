"""A server under test: started, watched and ended by its process identifier."""

import http.client
import os
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server process with all its children."""

    def __init__(self, name, command, port, ready_path, log, environment=None):
        """Starts `command`; `ready_path` answers 200 as soon as the server serves."""
        self.name = name
        self.port = port
        self.log = log
        began = time.monotonic()
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=environment and {**os.environ, **environment})
        self._wait(ready_path, began + 60)
        self.ready_seconds = time.monotonic() - began

    def _wait(self, path, deadline):
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if self.request("GET", path)[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.001)
        self.stop()
        with open(self.log, errors="replace") as log:
            raise SystemExit(f"{self.name} did not start:\n{log.read()[-2000:]}")

    def request(self, method, path, body=None, headers=None):
        """One request on a connection of its own: status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def processes(self):
        """The identifiers of the process and all that it started."""
        children = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                fields = _stat(entry)
                if fields:
                    children.setdefault(int(fields[1]), []).append(int(entry))
        found = [self.process.pid]
        for pid in found:
            found += children.get(pid, [])
        return found

    def memory(self):
        """Bytes of all processes together: proportional share, and resident size."""
        totals = {"Pss:": 0, "Rss:": 0}
        for pid in self.processes():
            with open(f"/proc/{pid}/smaps_rollup") as lines:
                for line in lines:
                    key = line.split()[0]
                    if key in totals:
                        totals[key] += int(line.split()[1]) * 1024
        return totals["Pss:"], totals["Rss:"]

    def processor_seconds(self):
        """Processor time that all processes have used so far."""
        fields = [_stat(pid) for pid in self.processes()]
        return sum(int(f[11]) + int(f[12]) for f in fields if f) / TICKS

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def _stat(pid):
    """The fields of /proc/PID/stat from the state on; None where the process is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None
