#!/usr/bin/env bash
# Requests per second, memory and start of the HTTP server, beside Triton's and nginx.
set -euo pipefail
cd "$(dirname "$0")/.."
for product in patchbay patchbay-worker patchbay-media echo; do
  swift build -c release --product "$product" >&2
done
exec python3 Benchmarks/serving/measure.py "$@"
