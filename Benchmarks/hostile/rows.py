"""What is sent to the host: each row is a kind, with its neighbours.

A row is a function that takes the target and yields (what, answer, statuses that are right).
"""
import gzip
import json
import random
import socket
import threading
import time
import zlib

from client import Answer, read, request, send

JSON = "Content-Type: application/json"
INFER = "/v2/models/echo/infer"
# Every route that takes a body, with the type that it takes.
ROUTES = [
    (INFER, "application/json"), ("/v2/models/echo/versions/1/infer", "application/json"),
    ("/v1/run/echo", "text/plain"), ("/v1/run/echo", "application/octet-stream"),
    ("/v1/run/echo", "multipart/form-data; boundary=b"), ("/v1/tracks", "application/json"),
    ("/v1/playlists", "application/json"), ("/v2/repository/index", "application/json"),
    ("/v2/repository/models/motion/load", "application/json"),
]
TYPES = ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16",
         "FP32", "FP64", "BYTES"]
BAD = {400, 413, 415, 422}
GET = b"GET /v2/health/live HTTP/1.1"
HOST = b" HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def infer(document):
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return request("POST", INFER, body, headers=[JSON])


def tensor(name, kind, shape, data, **more):
    return {"inputs": [{"name": name, "datatype": kind, "shape": shape, "data": data, **more}]}


def shapes(target):
    """Shapes that promise more than was sent."""
    ports = [("audio", {"rate": 8000}), ("frame", None), ("text", None)]
    wild = [[1, 9_000_000_000], [9_000_000_000, 1], [2, 32768, 32768, 1], [1 << 62, 4], [1 << 63],
            [-1, -1], [1, -5], [1e300], [1.5], [], [1] * 5000, [0, 1 << 62], ["1"], None]
    for port, parameters in ports:
        more = {"parameters": parameters} if parameters else {}
        for kind in TYPES:
            for shape in wild:
                datum = ["x"] if kind == "BYTES" else [True] if kind == "BOOL" else [1]
                answer = send(target, infer(tensor(port, kind, shape, datum, **more)))
                yield f"{port} {kind} {str(shape)[:30]}", answer, BAD
            lying = {**more.get("parameters", {}), "binary_data_size": 1 << 40}
            head = json.dumps({"inputs": [{"name": port, "datatype": kind, "shape": [1, 1 << 38],
                                           "parameters": lying}]}).encode()
            yield f"{port} {kind} binary", send(target, request(
                "POST", INFER, head + b"1234", headers=[
                    "Content-Type: application/octet-stream",
                    f"Inference-Header-Content-Length: {len(head)}"])), BAD
    nested = b'{"inputs":[{"name":"audio","datatype":"FP32","shape":[1,1],"data":' \
        + b"[" * 100_000 + b"1" + b"]" * 100_000 + b"}]}"
    yield "nested 100,000 deep", send(target, infer(nested)), BAD
    yield "nested, never closed", send(target, infer(nested[:60_000])), BAD


def outputs(target):
    """Answers that are many times what was asked with."""
    floats = tensor("audio", "FP32", [1, 20_000], [0.123456789] * 20_000,
                    parameters={"rate": 8000})
    for name in ("echo", "size", "text", "echo.time"):
        yield f"'{name}' 2,000 times", send(
            target, infer({**floats, "outputs": [{"name": name}] * 2000})), BAD
    yield "20,000 outputs that are not there", send(
        target, infer({**floats, "outputs": [{"name": f"o{n}"} for n in range(20_000)]})), BAD
    yield "100,000 inputs", send(target, infer({"inputs": floats["inputs"][:1] * 1 + [
        {"name": "text", "datatype": "BYTES", "shape": [1], "data": ["x"]}] * 100_000})), BAD
    yield "a million parameters", send(target, infer({**floats, "parameters": {
        f"p{n}": n for n in range(1_000_000)}})), BAD
    shared = {"name": "echo", "parameters": {
        "shared_memory_region": "r", "shared_memory_byte_size": 8, "shared_memory_offset": 0}}
    yield "an output in shared memory", send(target, infer({**floats, "outputs": [shared]})), BAD
    yield "an input in shared memory", send(target, infer({"inputs": [{
        "name": "audio", "datatype": "FP32", "shape": [1, 2],
        "parameters": shared["parameters"]}]})), BAD


def texts(target):
    """Texts and numbers that are cut or misread."""
    text = tensor("text", "BYTES", [1], ["be\0fore"])
    answer = send(target, infer(text))
    if answer.status == 200 and b"be\\u0000fore" not in answer.body:
        answer.status = -200
    yield "a text with \\u0000", answer, BAD | {200}
    for number in (b"NaN", b"Infinity", b"-NaN", b"1e999", b"0x10", b"01", b"1."):
        body = b'{"inputs":[{"name":"audio","datatype":"FP32","shape":[1,1],"data":[' + number \
            + b'],"parameters":{"rate":8000}}]}'
        yield f"the number {number.decode()}", send(target, infer(body)), BAD
    for body in (b"", b"null", b"[]", b"{}", b'{"inputs":null}', b"\xff\xfe",
                 b'{"a":"\xed\xa0\x80"}'):
        yield f"the document {body!r}", send(target, infer(body)), BAD


def packed(target):
    """Bodies that are small on the way and large when unpacked."""
    zeros = bytes(600 << 20)
    bombs = {"gzip": gzip.compress(zeros, 6), "deflate": zlib.compress(zeros, 6)}
    del zeros
    bombs["x-gzip"] = bombs["gzip"]
    for path, kind in ROUTES:
        for coding, bomb in bombs.items():
            # Media may be long; all else may not.
            right = BAD | ({200} if "octet-stream" in kind else set()) | {403, 404, 409}
            yield f"{coding} to {path} as {kind[:20]}", send(target, request(
                "POST", path, bomb, headers=[
                    f"Content-Type: {kind}", f"Content-Encoding: {coding}"]), timeout=60), right
    for coding in ("br", "gzip, gzip", "zstd", "identity, gzip", "gzip;q=1", "", "x" * 5000):
        yield f"the coding '{coding[:20]}'", send(target, request(
            "POST", INFER, b"123", headers=[JSON, f"Content-Encoding: {coding}"])), BAD | {431}
    whole = gzip.compress(json.dumps(tensor("text", "BYTES", [1], ["x"])).encode())
    for what, body in (("cut short", whole[:-9]), ("with a tail", whole + b"tail"),
                       ("damaged", whole[:12] + b"\xff\xff" + whole[14:]), ("empty", b"")):
        yield f"gzip, {what}", send(target, request(
            "POST", INFER, body, headers=[JSON, "Content-Encoding: gzip"])), BAD


def lengths(target):
    """Bodies that are longer than the route takes, or than was said."""
    for path, kind in ROUTES:
        if "octet-stream" in kind:
            continue
        for size in (1 << 40, (1 << 63) - 1):
            yield f"{size} bytes for {path}", send(target, request(
                "POST", path, length=size, headers=[f"Content-Type: {kind}"])), {413, 415}
    for length in ("-1", "+5", "5 5", "0x5", "5,5", "5, 6", "18446744073709551616", "", " "):
        yield f"Content-Length '{length}'", send(target, request(
            "GET", "/v2/health/live", headers=[f"Content-Length: {length}"])), {400, 413}


def framing(target):
    """Requests that two readers would read as two different ones."""
    whole = b'{"inputs":[]}'
    chunked = b"d\r\n" + whole + b"\r\n0\r\n\r\n"

    def post(*headers, body=b""):
        return b"\r\n".join([b"POST " + INFER.encode() + b" HTTP/1.1", b"Host: 127.0.0.1",
                             *headers]) + b"\r\n\r\n" + body

    rows = {
        "two lengths": post(b"Content-Length: 3", b"Content-Length: 13", body=whole),
        "the same length twice": post(b"Content-Length: 13", b"Content-Length: 14", body=whole),
        "a length and chunks": post(
            b"Content-Length: 3", b"Transfer-Encoding: chunked", body=chunked),
        "chunks and a length": post(
            b"Transfer-Encoding: chunked", b"Content-Length: 3", body=chunked),
        "xchunked": post(b"Transfer-Encoding: xchunked", body=chunked),
        "chunked, identity": post(b"Transfer-Encoding: chunked, identity", body=chunked),
        "chunked twice": post(b"Transfer-Encoding: chunked, chunked", body=chunked),
        "two codings": post(
            b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=chunked),
        "chunked in HTTP/1.0": post(
            b"Transfer-Encoding: chunked", body=chunked).replace(b"HTTP/1.1", b"HTTP/1.0", 1),
        "a space before the colon": post(b"Content-Length : 13", body=whole),
        "a folded header": post(b"X: a", b" b", b"Content-Length: 13", body=whole),
        "a folded length": post(b"Content-Length:", b" 13", body=whole),
        "bare line feeds": GET + b"\nHost: 127.0.0.1\n\n",
        "a bare line feed in headers": GET + b"\r\nHost: 127.0.0.1\nX: y\r\n\r\n",
        "a bare carriage return": GET + b"\r\nHost: 127.0.0.1\rX: y\r\n\r\n",
        "a NUL in a header": GET + b"\r\nHost: 127.0.0.1\r\nX: a\0b\r\n\r\n",
        "a header without a name": GET + b"\r\nHost: 127.0.0.1\r\n: b\r\n\r\n",
        "a header without a colon": GET + b"\r\nHost: 127.0.0.1\r\nX\r\n\r\n",
        "a space in a header's name": GET + b"\r\nHost: 127.0.0.1\r\nX y: z\r\n\r\n",
        "no Host": GET + b"\r\n\r\n",
        "two Hosts": GET + b"\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
        "an empty Host": GET + b"\r\nHost:\r\n\r\n",
        "a Host with a path": GET + b"\r\nHost: 127.0.0.1/x\r\n\r\n",
    }
    for what, raw in rows.items():
        yield what, send(target, raw), {400, 411, 501}
    sizes = [b"fffffffffffffffff", b"-1", b"0x5", b"g", b"", b" 5", b"5 ;x" + b"y" * 70_000]
    for size in sizes:
        yield f"a chunk of '{size[:20].decode()}' bytes", send(
            target, post(b"Transfer-Encoding: chunked", JSON.encode(),
                         body=size + b"\r\n" + whole + b"\r\n0\r\n\r\n")), {400, 413, 431}
    yield "a chunk with a bare line feed", send(target, post(
        b"Transfer-Encoding: chunked", JSON.encode(), body=chunked.replace(b"\r\n", b"\n"))), {400}


def parsing(target):
    """What is no request, or one of another time."""
    rows = {
        "HTTP/2.0": (b"GET / HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n", {400, 505}),
        "HTTP/2's preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
        "HTTP/9.9": (b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", {400, 505}),
        "HTTP/0.9": (b"GET /\r\n\r\n", {400, 505}),
        "a greeting of TLS": (b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(500), {400}),
        "garbage": (random.Random(3).randbytes(3000) + b"\r\n\r\n", {400}),
        "a long path": (b"GET /" + b"a" * 100_000 + HOST + b"\r\n", {400, 414, 431}),
        "a long header": (b"GET /" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n", {431}),
        "10,000 headers": (b"GET /" + HOST + b"".join(b"X%d: y\r\n" % n for n in range(10_000))
                           + b"\r\n", {431}),
        "a long method": (b"A" * 50_000 + b" /" + HOST + b"\r\n", {400, 405, 414, 431, 501}),
        "the method BREW": (request("BREW", "/v2/health/live"), {405, 501}),
        "the method CONNECT": (request("CONNECT", "127.0.0.1:80"), {400, 405, 501}),
        "the method TRACE": (request("TRACE", "/v2/health/live"), {405, 501}),
        "the path *": (request("OPTIONS", "*"), {400, 404, 405, 501}),
        "no path": (b"GET  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
        "another scheme": (request("GET", "file:///etc/passwd"), {400, 404, 421}),
    }
    for what, (raw, right) in rows.items():
        yield what, send(target, raw), right
    noise = random.Random(4)
    for number in range(300):
        raw = bytearray(infer(tensor("text", "BYTES", [1], ["x"])))
        for _ in range(noise.randint(1, 6)):
            raw[noise.randrange(len(raw))] = noise.randrange(256)
        answer = send(target, bytes(raw), timeout=5, finish=True)
        # Some still are requests; others wait for more, and are closed.
        if answer.status == 0 and not answer.is_closed:
            yield f"mutation {number}", answer, {400}
        elif answer.status >= 400 and answer.problem({answer.status}):
            yield f"mutation {number}", answer, {400}


def paths(target):
    """Paths that a proxy reads otherwise than the host."""
    for path, right in {
        "/v2%2Fhealth/live": {400, 404}, "/v2/health%2flive": {400, 404},
        "/v2/health/live%00": {400}, "/v2/health/live%00/x": {400}, "/%": {400}, "/%zz": {400},
        "/v2/health/%c0%ae": {400, 404}, "/v2/models/%2e%2e/health/live": {400, 404},
        "/v2/models/../health/live": {400, 404}, "/v2/./health/live": {400, 404},
        "//v2/health/live": {400, 404}, "/v2/health/live%0d%0aX:y": {400},
        "/v2/models/ec%68o%2Finfer": {400, 404}, "/v2/health\\live": {400, 404},
        "/v1/plugins/%ff": {400, 404}, "/v2/models/" + "a/" * 2000: {400, 404, 414},
    }.items():
        yield f"GET {path[:40]}", send(target, request("GET", path)), right
    for query in ("?limit=%00", "?limit=%zz", "?path=%2Fetc%2Fpasswd%00.mp4"):
        yield f"query {query}", send(target, request(
            "POST", "/v1/run/echo" + query, b"x", headers=["Content-Type: text/plain"])), \
            {400, 403, 404}


def crossing(target):
    """What a page of another origin can have a browser send."""
    port = target[1]
    changes = [("POST", "/v2/repository/models/motion/unload", b"{}"),
               ("POST", "/v2/repository/models/motion/load", b"{}"),
               ("DELETE", "/v1/tracks/1", b""), ("POST", "/v1/run/echo", b"x"),
               ("POST", "/v1/tracks", b'{"title":"x"}'), ("POST", INFER, b'{"inputs":[]}')]
    marks = [["Origin: http://evil.example"], ["Origin: null"],
             [f"Origin: http://127.0.0.1:{port + 1}"], [f"Origin: https://127.0.0.1:{port}"],
             [f"Origin: http://127.0.0.1:{port}.evil.example"],
             ["Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: same-site"]]
    for method, path, body in changes:
        for mark in marks:
            for kind in ("text/plain", "application/json"):
                yield f"{method} {path} with {mark[0][:40]}", send(target, request(
                    method, path, body, host=f"127.0.0.1:{port}",
                    headers=[f"Content-Type: {kind}", *mark])), {403}
        for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}"):
            yield f"{method} {path} for Host {host[:20]}", send(target, request(
                method, path, body, host=host, headers=[JSON])), {403, 421}
    for path in ("/v1/plugins", "/v2/models/echo", "/metrics"):
        answer = send(target, request(
            "GET", path, host=f"127.0.0.1:{port}", headers=["Origin: http://evil.example"]))
        if "access-control-allow" in answer.headers:
            answer.status = -1
        yield f"reading {path} from elsewhere", answer, {200, 403}
        yield f"reading {path} by a rebound name", send(
            target, request("GET", path, host="evil.example")), {403, 421}
    for path in ("/v2/repository/models/motion/unload", "/v2/repository/models/motion/load", INFER,
                 "/v1/tracks", "/v1/playlists"):
        for kind in ("text/plain", "application/x-www-form-urlencoded",
                     "text/plain;application/json"):
            yield f"{path} as {kind}", send(target, request(
                "POST", path, b"{}", headers=[f"Content-Type: {kind}"])), {403, 404, 415}


def secrets(target):
    """Errors that would tell where things lie on the host."""
    for path, body in (("/v1/run/playlist", b"1"), ("/v1/run/dj", b"calm jazz"),
                       ("/v1/playlists", b'{"seeds":[1]}')):
        kind = "application/json" if body[:1] == b"{" else "text/plain"
        answer = send(target, request("POST", path, body, headers=[f"Content-Type: {kind}"]))
        if b"/" in answer.body.replace(b"application/json", b"").replace(b"/v1/", b""):
            answer.status = -answer.status
        yield f"{path} without a catalogue", answer, {400, 404, 409, 422, 500, 503}


def slow(target):
    """1,100 clients that send a header line every 10 s, and others that dawdle, for 45 s."""
    clients = []
    for number in range(1100):
        connection = socket.create_connection(target, timeout=5)
        connection.sendall(b"GET /v2/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        clients.append(connection)
        if number % 100 == 0:
            time.sleep(0.05)
    closed = 0
    for turn in range(4):
        time.sleep(10)
        for connection in clients:
            try:
                connection.sendall(b"X-%d: y\r\n" % turn)
            except OSError:
                closed += 1
    silent = [connection for connection in clients if is_open(connection)]
    for connection in clients:
        connection.close()
    told = Answer(b"", True)
    told.status = 200 if not silent else -len(silent)
    yield f"slow headers ({len(silent)} still open)", told, {200}
    half = [socket.create_connection(target, timeout=5) for _ in range(200)]
    for connection in half:
        connection.sendall(request("POST", INFER, b"{", length=100, headers=[JSON]))
        connection.shutdown(socket.SHUT_WR)
    for connection in half[:5]:
        yield "half a body, then the end", read(connection, 20), {0, 400}
    for connection in half:
        connection.close()


def is_open(connection):
    connection.setblocking(False)
    try:
        while True:
            if not connection.recv(4096):
                return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def greedy(target):
    """Clients that ask for much and read nothing, and many requests on one connection."""
    idle = []
    for _ in range(100):
        connection = socket.create_connection(target, timeout=5)
        connection.sendall(request("GET", "/openapi.json") * 50)
        idle.append(connection)
    time.sleep(3)
    for connection in idle:
        connection.close()
    connection = socket.create_connection(target, timeout=60)
    count, got = 10_000, [0]
    reader = threading.Thread(target=lambda: got.__setitem__(0, count_heads(connection, count)))
    reader.start()
    for _ in range(count // 100):
        connection.sendall(request("GET", "/v2/health/live") * 100)
    reader.join(60)
    connection.close()
    told = Answer(b"", True)
    told.status = 200 if got[0] == count else -got[0]
    yield f"10,000 requests at once ({got[0]} answered)", told, {200}


def count_heads(connection, wanted):
    seen, rest = 0, b""
    while seen < wanted:
        try:
            more = connection.recv(1 << 16)
        except OSError:
            break
        if not more:
            break
        rest += more
        seen += rest.count(b"HTTP/1.1 200")
        rest = rest[-11:] if not rest.endswith(b"HTTP/1.1 200") else b""
    return seen


ALL = [shapes, outputs, texts, packed, lengths, framing, parsing, paths, crossing, secrets, slow,
       greedy]
