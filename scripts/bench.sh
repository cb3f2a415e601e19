#!/bin/sh
# Prints medians over several runs beside the bare limit measured in the same run (docs/benchmarks.md).
set -eu
cd "$(dirname "$0")/.."
exec .build/release/local-runner bench "$@"
