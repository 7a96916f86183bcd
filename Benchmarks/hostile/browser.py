"""A page of another origin, and the host's own page, in real headless Chromium."""
import http.server
import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request

DRIVER = "/usr/bin/chromedriver"
PAGE = b"<!doctype html><title>Another origin</title><p>Nothing to see."

# What a page tries: the body of an asynchronous function with `base`, the host's address. Each
# gives back what it got hold of, or nothing.
ATTEMPTS = {
    "unload, as a form would": """
      await fetch(base + '/v2/repository/models/scenes/unload', {
        method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}, body: '{}'});""",
    "unload, without a body": """
      await fetch(base + '/v2/repository/models/scenes/unload', {
        method: 'POST', mode: 'no-cors'});""",
    "unload, as JSON": """
      await fetch(base + '/v2/repository/models/scenes/unload', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});""",
    "unload, by a beacon": """
      navigator.sendBeacon(base + '/v2/repository/models/scenes/unload', '{}');
      await new Promise(done => setTimeout(done, 500));""",
    "unload, by a form": """
      const frame = document.createElement('iframe');
      frame.name = 'f';
      document.body.append(frame);
      const form = document.createElement('form');
      form.method = 'post';
      form.enctype = 'text/plain';
      form.target = 'f';
      form.action = base + '/v2/repository/models/scenes/unload';
      form.innerHTML = "<input name='{\\"a\\":\\"' value='\\"}'>";
      document.body.append(form);
      form.submit();
      await new Promise(done => setTimeout(done, 1000));""",
    "delete a track": """
      await fetch(base + '/v1/tracks/1', {method: 'DELETE'});""",
    "upload a track": """
      await fetch(base + '/v1/tracks', {
        method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'},
        body: '{"title": "Planted", "artist": "Evil"}'});""",
    "read the plugins": """
      return await (await fetch(base + '/v1/plugins')).text();""",
    "read by a script element": """
      const script = document.createElement('script');
      script.src = base + '/v1/plugins';
      const loaded = await new Promise(done => {
        script.onload = () => done('loaded');
        script.onerror = () => done('');
        document.body.append(script);
      });
      return loaded && '';""",
    "read by a frame": """
      const frame = document.createElement('iframe');
      frame.src = base + '/';
      document.body.append(frame);
      await new Promise(done => setTimeout(done, 1000));
      try { return frame.contentDocument.body.innerText; } catch { return ''; }""",
    "listen to the events": """
      return await new Promise(done => {
        const source = new EventSource(base + '/v1/events');
        source.onmessage = event => done(event.data);
        source.onerror = () => done('');
        setTimeout(() => done(''), 2000);
      });""",
}
# The same by a name that has been rebound to this machine: to the browser it is one origin.
REBOUND = {
    "read the plugins": """
      const answer = await fetch('/v1/plugins');
      return answer.ok ? await answer.text() : '';""",
    "unload": """
      await fetch('/v2/repository/models/scenes/unload', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});""",
}
OWN = {
    "read the plugins": """
      const answer = await fetch('/v1/plugins');
      return answer.ok && (await answer.json()).plugins.length > 0;""",
    "unload": """
      const answer = await fetch('/v2/repository/models/scenes/unload', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
      return answer.ok;""",
    "load": """
      const answer = await fetch('/v2/repository/models/scenes/load', {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
      return answer.ok;""",
}


class Browser:
    """Chromium behind chromedriver, by the WebDriver protocol (W3C)."""

    def __init__(self, resolver):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.folder = tempfile.mkdtemp(prefix="patchbay-chromium-")
        environment = {**os.environ, "SE_OFFLINE": "true", "SE_AVOID_STATS": "true"}
        self.driver = subprocess.Popen(
            [DRIVER, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment)
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except OSError:
                time.sleep(0.1)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--no-first-run",
                     f"--user-data-dir={self.folder}", f"--host-resolver-rules={resolver}"]
        made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": "/usr/bin/chromium", "args": arguments},
            "timeouts": {"script": 20_000}}}})
        self.session = f"/session/{made['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.address + path, data, method=method)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, url):
        self.call("POST", self.session + "/url", {"url": url})

    def run(self, body, base):
        """What the body of an asynchronous function gives; None where it throws."""
        script = ("const [base, done] = arguments;"
                  f"(async () => {{ {body} }})().then(v => done(v ?? null), () => done(null));")
        return self.call(
            "POST", self.session + "/execute/async", {"script": script, "args": [base]})

    def text(self):
        return self.run("return document.body.innerText;", "")

    def stop(self):
        try:
            self.call("DELETE", self.session)
        except OSError:
            pass
        self.driver.terminate()
        self.driver.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


def state(host):
    """What an attack would change."""
    plugins = {plugin["name"]: plugin["state"] for plugin in host.plugins()}
    return plugins["scenes"], host.request("GET", "/v1/tracks")[1]


def run(host):
    """Prints a line for each attempt. - Returns whether all went as it should."""
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    own = f"http://{host.address[0]}:{host.address[1]}"
    good = True
    browser = Browser("MAP evil.example 127.0.0.1")

    def attempt(who, what, body):
        before = state(host)
        got = browser.run(body, own)
        tell(f"{who}: {what}", not got and state(host) == before, str(got or "")[:60])

    def tell(what, is_right, got=""):
        nonlocal good
        good &= is_right
        print(f"  {what:44} {'met' if is_right else 'MISSED'} {got}", flush=True)

    try:
        browser.open(f"http://127.0.0.1:{other.server_port}/")
        for what, body in ATTEMPTS.items():
            attempt("another origin", what, body)
        browser.open(f"http://evil.example:{host.address[1]}/")
        for what, body in REBOUND.items():
            attempt("a rebound name", what, body)
        browser.open(own + "/")
        tell("the host's own page: is shown", "motion" in (browser.text() or ""),
             repr((browser.text() or "")[:60]))
        for what, body in OWN.items():
            tell(f"the host's own page: {what}", bool(browser.run(body, own)))
    finally:
        browser.stop()
        other.shutdown()
    return good
