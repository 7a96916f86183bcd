"""Load on a server, made by wrk, and what came of it."""

import json
import os
import re
import struct
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class Body:
    """A request's body in a file, as infer.lua sends it."""

    def __init__(self, path, content, kind="application/json", header_length=None):
        self.content = content
        self.headers = {"Content-Type": kind}
        self.arguments = [path, kind]
        if header_length is not None:
            self.headers["Inference-Header-Content-Length"] = str(header_length)
            self.arguments.append(str(header_length))
        with open(path, "wb") as file:
            file.write(content)

    @classmethod
    def of_json(cls, path, tensor, output):
        """One tensor as JSON, and one output that is asked for."""
        document = {"inputs": [tensor], "outputs": [{"name": output}]}
        return cls(path, json.dumps(document, separators=(",", ":")).encode())

    @classmethod
    def of_bytes(cls, path, tensor, data, output):
        """One tensor as binary data behind the JSON."""
        tensor = {**tensor, "parameters": {"binary_data_size": len(data)}}
        document = {"inputs": [tensor], "outputs": [{"name": output}]}
        header = json.dumps(document, separators=(",", ":")).encode()
        return cls(path, header + data, "application/octet-stream", len(header))


def element(data):
    """An element of a BYTES tensor: its length, and its bytes."""
    return struct.pack("<I", len(data)) + data


class Figure:
    """What one run of wrk found."""

    def __init__(self, rate, latency_50, latency_99, processor):
        self.rate = rate  # requests per second
        self.latency_50 = latency_50  # seconds
        self.latency_99 = latency_99
        self.processor = processor  # seconds of processor time of the server per request


def run(server, path, body, connections, seconds):
    """Loads `server` for some seconds; ends the measurement where a request fails."""
    url = f"http://127.0.0.1:{server.port}{path}"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency"]
    command += ["-s", os.path.join(HERE, "infer.lua"), url, "--", *body.arguments]
    before = server.processor_seconds()
    text = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    used = server.processor_seconds() - before
    for trouble in ("Non-2xx", "Socket errors"):
        if trouble in text:
            raise SystemExit(f"{server.name} {path}: failed requests under load\n{text}")
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    if requests == 0:
        raise SystemExit(f"{server.name} {path}: no request was answered\n{text}")
    return Figure(
        float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        _latency(text, "50%"), _latency(text, "99%"), used / requests)


def _latency(text, percentile):
    """Seconds, from a line of wrk's table of percentiles."""
    number, unit = re.search(rf"^ +{percentile} +([\d.]+)(us|ms|s|m) *$", text, re.M).groups()
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60}[unit]
