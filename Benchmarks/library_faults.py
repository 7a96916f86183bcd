#!/usr/bin/env python3
"""What `patchbay library add` does when things go wrong, checked row by row.

    Benchmarks/library_faults.py [--files 10000] [--kills 20] [--hours 10] [--only NAME]

  broken  cut, corrupt, empty and lying files, silence
  twice   two at once on the same catalogue share the work
  heir    one of two at once is killed, and the other does what is left
  kill    `kill -9` in the middle, again and again, then to the end
  disk    a full disk (a tmpfs of 3 MB; needs the right to mount, else it is left out)
  small   a folder of many small files
  long    one recording of many hours

Prints what each comes to, and at the end one line for each. Needs ffmpeg for the long recording. Exit status 1: a row was wrong or lost.
"""
import argparse
import math
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATCHBAY = os.path.join(ROOT, ".build", "release", "patchbay")
MANIFEST = f"""version: 1
host:
  libraries: [{os.path.dirname(PATCHBAY)}]
music:
  catalogue: library.db
  analysis: [loudness]
plugins:
  loudness:
"""
failures = []


def expect(holds, what):
    """One thing that must hold; the sentence says it as if it did."""
    print(("    ok: " if holds else "    WRONG: ") + what)
    if not holds:
        failures.append(what)


def wav(path, number, seconds, claimed=None):
    """A tone whose level tells the number, with the number as its title."""
    level = 1000 + number % 100 * 200
    data = b"".join(struct.pack("<h", level if i // 16 % 2 else -level)
                    for i in range(int(seconds * 8000)))
    title = f"T{number}".encode() + b"\0"
    title += b"\0" * (len(title) % 2)
    tags = b"INFO" + b"INAM" + struct.pack("<I", len(title)) + title
    size = len(data) if claimed is None else claimed
    body = (b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
            + b"LIST" + struct.pack("<I", len(tags)) + tags + b"data" + struct.pack("<I", size) + data)
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", len(body)) + body)


def add(folder, *arguments, **options):
    return subprocess.Popen(
        [PATCHBAY, "library", "add", "music", "-q", *arguments], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def finish(process):
    output, errors = process.communicate()
    return process.returncode, output.strip(), errors.strip()


def rows(folder):
    database = sqlite3.connect(os.path.join(folder, "library.db"))
    found = database.execute("""
        SELECT path, title, error, duration, analysis, file_size,
          (SELECT value FROM number JOIN name ON name.id = number.name
           WHERE track = track.id AND name.text = 'sample-peak')
        FROM track""").fetchall()
    sound = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    sound = sound and not database.execute("PRAGMA foreign_key_check").fetchall()
    search = database.execute("SELECT count(*) FROM words").fetchone()[0]
    good = sum(row[2] is None for row in found)
    database.close()
    return found, sound and search == good


def check(folder, count, seconds):
    """Every file has one row, and every row says what its file holds."""
    found, sound = rows(folder)
    expect(sound, "the catalogue is sound")
    by_path = {row[0]: row for row in found}
    expect(len(found) == len(by_path) == count, f"{count} rows, one for each file ({len(found)})")
    wrong = 0
    for path, title, error, duration, analysis, size, peak in found:
        number = int(os.path.basename(path).split(".")[0])
        level = 1000 + number % 100 * 200
        right = (title == f"T{number}" and error is None and analysis == "loudness=1.0.0"
                 and size == os.path.getsize(path) and abs(duration - seconds) < 0.01
                 and peak is not None and abs(peak - 20 * math.log10(level / 32768)) < 0.1)
        wrong += not right
    expect(wrong == 0, f"no wrong row ({wrong})")
    expect(not os.path.exists(os.path.join(folder, "library.db-claims")), "no claim is left")


def fill(folder, count, seconds=0.1):
    os.makedirs(os.path.join(folder, "music"))
    with open(os.path.join(folder, "plugins.yaml"), "w") as file:
        file.write(MANIFEST)
    for number in range(count):
        wav(os.path.join(folder, "music", f"{number}.wav"), number, seconds)


def small(folder, options):
    """{files} small files"""
    fill(folder, options.files)
    start = time.monotonic()
    code, output, errors = finish(add(folder))
    seconds = time.monotonic() - start
    print(f"    {output}: {seconds:.1f} s, {options.files / seconds:.0f} files a second")
    expect(code == 0 and errors == "", "it ends well")
    check(folder, options.files, 0.1)
    start = time.monotonic()
    code, output, _ = finish(add(folder))
    print(f"    again: {output}: {time.monotonic() - start:.1f} s")
    expect(output.startswith(f"0 tracks added, {options.files} unchanged"), "nothing is done twice")


def kill(folder, options):
    """kill -9, {kills} times"""
    count = 60 * options.kills
    fill(folder, count)
    known = 0
    for _ in range(options.kills):
        process = add(folder, start_new_session=True)
        time.sleep(random.uniform(0.05, 1.0))
        process.kill()
        process.communicate()
        if os.path.exists(os.path.join(folder, "library.db")):
            try:
                found, sound = rows(folder)
            except sqlite3.OperationalError:
                continue  # killed before there were tables
            if len(found) < known or not sound:
                expect(False, f"after a kill: {len(found)} rows after {known}, sound: {sound}")
            known = len(found)
    print(f"    {options.kills} kills, {known} of {count} tracks stored by then")
    code, output, _ = finish(add(folder))
    expect(code == 0, f"it goes on to the end: {output}")
    check(folder, count, 0.1)


def twice(folder, options):
    """two at once"""
    count = 400
    fill(folder, count)
    done = 0
    for process in [add(folder), add(folder)]:
        code, output, errors = finish(process)
        expect(code == 0 and errors == "", f"one of two ends well: {output or errors}")
        done += int(output.split()[0]) if output else 0
    expect(done == count, f"{count} files are looked at {done} times in all")
    check(folder, count, 0.1)


def heir(folder, options):
    """one of two at once is killed"""
    count = 400
    fill(folder, count)
    one, other = add(folder), add(folder)
    time.sleep(2)
    one.kill()
    one.communicate()
    code, output, errors = finish(other)
    expect(code == 0 and errors == "", f"the other goes on to the end: {output}")
    check(folder, count, 0.1)


def disk(folder, options):
    """a full disk"""
    count = 120
    tmpfs = os.path.join(folder, "disk")
    os.makedirs(tmpfs)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", tmpfs],
                             stderr=subprocess.DEVNULL).returncode == 0
    if not mounted:
        return print("    left out: a tmpfs may not be mounted here")
    try:
        fill(folder, count)
        filler = os.path.join(tmpfs, "filler")
        with open(filler, "wb") as file:
            file.write(b"x" * (3 * 1024 * 1024 - 700 * 1024))
        library = os.path.join(tmpfs, "library.db")
        code, _, errors = finish(add(folder, "-c", library))
        expect(code == 9 and "the disk " in errors, f"it says so: {errors.splitlines()[-1:]}")
        left = int(subprocess.run([PATCHBAY, "library", "list", "-n", "1000", "-f", "csv", "-c", library],
                                  cwd=folder, capture_output=True, text=True).stdout.count("\n")) - 1
        expect(0 < left < count, f"what was stored is there: {left} tracks")
        os.remove(filler)
        code, output, _ = finish(add(folder, "-c", library))
        expect(code == 0, f"with room it goes on: {output}")
        shutil.copy(library, os.path.join(folder, "library.db"))
        check(folder, count, 0.1)
    finally:
        subprocess.run(["umount", tmpfs], check=False)


def long(folder, options):
    """one recording of {hours:g} hours"""
    fill(folder, 0)
    path = os.path.join(folder, "music", "0.flac")
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                    f"sine=440:r=44100:d={options.hours * 3600}", "-compression_level", "0", path],
                   check=True)
    start = time.monotonic()
    code, output, errors = finish(add(folder))
    print(f"    {options.hours} h: {time.monotonic() - start:.1f} s; {output} {errors}")
    found, sound = rows(folder)
    expect(sound and len(found) == 1 and found[0][2] is None
           and abs(found[0][3] - options.hours * 3600) < 1, "one sound row of the right length")


def broken(folder, options):
    """files that are no music, cut short, silent, or lie about their length"""
    fill(folder, 3)
    music = os.path.join(folder, "music")
    whole = open(os.path.join(music, "0.wav"), "rb").read()
    wav(os.path.join(music, "3.wav"), 3, 0.1, claimed=2_000_000_000)
    files = {
        "empty.mp3": b"", "text.flac": b"no music\n" * 100, "random.ogg": os.urandom(20000),
        "header.wav": whole[:30], "zeros.mp3": bytes(50000),
    }
    for name, data in files.items():
        open(os.path.join(music, name), "wb").write(data)
    wav(os.path.join(music, "4.wav"), 4, 0)
    code, output, errors = finish(add(folder))
    print(f"    {output}")
    expect(code == 0, "it ends well")
    found, sound = rows(folder)
    expect(sound and len(found) == 10, f"each file has a row ({len(found)})")
    by_name = {os.path.basename(row[0]): row for row in found}
    for name in files:
        expect(by_name[name][2] is not None, f"{name}: {by_name[name][2]}")
    for number in range(4):
        expect(by_name[f"{number}.wav"][1] == f"T{number}" and by_name[f"{number}.wav"][2] is None,
               f"{number}.wav is there: {by_name[f'{number}.wav'][3]:.2f} s")
    code, output, errors = finish(add(folder))
    expect(output.startswith("0 tracks added, 10 unchanged") and not errors, "none is tried again")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--hours", type=float, default=10)
    parser.add_argument("--only")
    options = parser.parse_args()
    lines = []
    for run in (broken, twice, heir, kill, disk, small, long):
        if options.only and run.__name__ not in options.only.split(","):
            continue
        title = run.__doc__.format(**vars(options))
        print(f"  {run.__name__}: {title}")
        before, start = len(failures), time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            run(folder, options)
        verdict = "ok" if len(failures) == before else f"{len(failures) - before} WRONG"
        lines.append(f"  {verdict:8} {title}, {time.monotonic() - start:.0f} s")
    print("\n" + "\n".join(lines))
    for failure in failures:
        print(f"  WRONG: {failure}")
    if failures:
        sys.exit(f"{len(failures)} things were wrong")
    print("  nothing was wrong or lost")


if __name__ == "__main__":
    main()
