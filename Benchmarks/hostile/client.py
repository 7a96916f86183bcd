"""Bytes to a host as nobody should send them, and what it answers."""
import json
import re
import socket
import time

HEAD = re.compile(rb"HTTP/1\.[01] (\d{3})")


class Answer:
    """What came back on one connection until it was closed or nothing more came."""

    def __init__(self, data, is_closed):
        self.data, self.is_closed = data, is_closed
        head, _, self.body = data.partition(b"\r\n\r\n")
        found = HEAD.match(head)
        self.status = int(found[1]) if found else 0
        self.headers = head.decode("latin-1").lower()

    def problem(self, statuses):
        """Why this is no proper answer with one of the statuses; None where it is."""
        if self.status not in statuses:
            got = self.status or "no answer"
            return f"{got} instead of {sorted(statuses)}: {self.data[:120]!r}"
        if len(HEAD.findall(self.data)) != 1:
            return f"{len(HEAD.findall(self.data))} heads: {self.data[:200]!r}"
        if self.status < 400:
            return None
        try:
            told = json.loads(self.body)
            if told["error"].strip() and told["code"].strip():
                return None
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        return f"no sentence in JSON: {self.body[:200]!r}"


def send(address, *parts, timeout=20, finish=False):
    """Sends the parts, which are bytes, or seconds to wait, and reads the answer."""
    connection = socket.create_connection(address, timeout=timeout)
    try:
        try:
            for part in parts:
                if isinstance(part, (int, float)):
                    time.sleep(part)
                else:
                    connection.sendall(part)
            if finish:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have answered and closed already
        return read(connection, timeout)
    finally:
        connection.close()


def read(connection, timeout):
    """Reads one answer: as long as its head says, or to the end of the connection."""
    data = b""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        connection.settimeout(max(0.01, end - time.monotonic()))
        try:
            more = connection.recv(1 << 16)
        except socket.timeout:
            return Answer(data, False)
        except ConnectionResetError:
            return Answer(data, True)
        if not more:
            return Answer(data, True)
        data += more
        if is_whole(data):
            # A second head would follow at once.
            connection.settimeout(0.05)
            try:
                more = connection.recv(1 << 16)
                return Answer(data + more, not more)
            except OSError:
                return Answer(data, False)
    return Answer(data, False)


def is_whole(data):
    head, mark, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
    if mark and length:
        return len(body) >= int(length[1])
    return bool(mark) and b"chunked" in head.lower() and body.endswith(b"0\r\n\r\n")


def request(method, path, body=b"", *, host="127.0.0.1", version="HTTP/1.1", headers=(),
            length=None):
    """The bytes of an ordinary request; `headers` come behind its own."""
    lines = [f"{method} {path} {version}".encode()]
    if host is not None:
        lines.append(f"Host: {host}".encode())
    if body or length is not None or method in ("POST", "PUT"):
        lines.append(f"Content-Length: {len(body) if length is None else length}".encode())
    lines += [line if isinstance(line, bytes) else line.encode() for line in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
