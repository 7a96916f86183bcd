#!/bin/sh
# What a session of the echo plugin costs through the bare contract, without any host.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product echo >&2
driver=$(mktemp)
trap 'rm -f "$driver"' EXIT
clang -O2 -I SDK/ABI/include Benchmarks/Calls/calls.c -o "$driver" -ldl -lm
"$driver" .build/release/libecho.so
