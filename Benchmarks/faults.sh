#!/bin/sh
# What a plugin that misbehaves, or a medium that is broken, costs the host and its clients.
set -eu
cd "$(dirname "$0")/.."
swift build -c release >&2
python3 Benchmarks/faults.py
python3 Benchmarks/bad_media.py
