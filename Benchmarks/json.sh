#!/bin/sh
# What JSON costs per inference request, by the host's own module and by Foundation.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product json-cost >&2
exec .build/release/json-cost
