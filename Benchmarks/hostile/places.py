"""Hosts whose surroundings are bad: a spool without room, a log that nobody reads."""
import os
import subprocess
import tempfile
import time

from host import BUILD, Host, compile_fixture, error_of

HERE = os.path.dirname(os.path.abspath(__file__))
MEDIUM = {"Content-Type": "application/octet-stream"}


def run():
    """Prints a line for each. - Returns whether all went as it should."""
    folder = tempfile.mkdtemp(prefix="patchbay-places-")
    full = os.path.join(folder, "full")
    os.mkdir(full)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", full], check=False)
    try:
        results = [spool("missing", os.path.join(folder, "missing")),
                   spool("unwritable", "/proc/self"),
                   spool("full", full) if os.path.ismount(full) else skipped("a full spool"),
                   deaf(folder)]
    finally:
        subprocess.run(["umount", full], check=False, stderr=subprocess.DEVNULL)
    return all(results)


def tell(what, is_right, got):
    print(f"  {what:44} {'met' if is_right else 'MISSED'} {got}", flush=True)
    return is_right


def skipped(what):
    print(f"  {what:44} not tried: it takes the right to mount")
    return True


def spool(what, path):
    """A body that does not fit: a sentence for the client, folder and reason in the log."""
    echo = {"echo": [f"library: {os.path.join(BUILD, 'libecho.so')}"]}
    try:
        host = Host(echo, [f"spool: {path}"])
    except SystemExit as refusal:
        # It may refuse to start, if it says why.
        log = str(refusal).rpartition("see ")[2]
        with open(log) as file:
            said = file.read()
        return tell(f"a spool that is {what}", path in said, f"does not start: {said[:90]!r}")
    try:
        status, text = host.request("POST", "/v1/run/echo", bytes(8 << 20), MEDIUM)
        with open(host.log.name) as file:
            said = file.read()
        sentence, code = error_of(text)
        right = status in (503, 507) and bool(code) and path not in text and path in said
        return tell(f"a spool that is {what}", right,
                    f"{status}: {sentence[:60]}; log: {said[-90:]!r}")
    finally:
        host.stop()


def fill(pipe):
    """Writes until nothing more fits, as a long log would."""
    os.set_blocking(pipe, False)
    try:
        while os.write(pipe, b"a line of yesterday\n"):
            pass
    except BlockingIOError:
        os.set_blocking(pipe, True)


def deaf(folder):
    """A plugin that writes 20,000 lines, then one that crashes after them, while nobody reads the
    host's standard error."""
    unruly = compile_fixture(folder, "unruly", ["unruly.c", "deeds.c"])
    reader, writer = os.pipe()
    fill(writer)
    with os.fdopen(writer, "w") as errors:
        host = Host({"unruly": [f"library: {unruly}", "call-timeout: 10 s"]}, errors=errors)
    try:
        began = time.monotonic()
        wanted = {"stderr": 200, "log": 200, "behave": 200, "segfault": 500}
        got = {how: host.run("unruly", f"how={how}&amount=20000")[0] for how in wanted}
        return tell("a log that nobody reads", host.is_healthy() and got == wanted,
                    f"{got} in {time.monotonic() - began:.1f} s")
    except OSError as error:
        return tell("a log that nobody reads", False, str(error))
    finally:
        host.stop()
        os.close(reader)
